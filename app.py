"""The server in one file: the explorer, and beside it /sparql, /id, /doc, /.well-known/void and /healthz.

Start it with `streamlit run app.py`. The data folder is `DWW_HOME`, or `dww-data` here.
"""

from functools import partial
from pathlib import Path

import streamlit as st

from dww_graph import explorer
from dww_graph.graph import default_home
from dww_graph.http.routes import middleware, routes, warm_workers
from dww_graph.http.served import Served
from dww_graph.workers import STANDARD, shared_pool

app = st.App(
    Path(explorer.__file__).with_name("main.py"),
    routes=routes(Served(default_home()), shared_pool(), STANDARD),
    middleware=middleware(),
    lifespan=partial(warm_workers, pool=shared_pool()),
)

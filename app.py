"""The server in one file: the explorer, and beside it /sparql, /id, /doc, /.well-known/void and /healthz.

Start it with `streamlit run app.py`. The data folder is `DWW_HOME`, or `dww-data` here.
"""

from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dww_graph import explorer
from dww_graph.graph import default_home
from dww_graph.http.routes import middleware, routes, warm_workers
from dww_graph.http.served import Served
from dww_graph.http.uploads import UploadGate
from dww_graph.workers import STANDARD, shared_pool


def can_sign_in() -> bool:
    """Say whether an identity provider is set."""
    return st.secrets.load_if_toml_exists() and bool(st.secrets.get("auth"))


def megabytes() -> int:
    """Return how large an upload may be."""
    return int(st.get_option("server.maxUploadSize"))


app = st.App(
    Path(explorer.__file__).with_name("main.py"),
    routes=routes(Served(default_home()), shared_pool(), STANDARD),
    middleware=[*middleware(), Middleware(UploadGate, can_sign_in=can_sign_in, megabytes=megabytes)],
    lifespan=partial(warm_workers, pool=shared_pool()),
)

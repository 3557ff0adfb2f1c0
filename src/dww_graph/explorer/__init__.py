"""The explorer: a Streamlit application over one generation of the graph.

``app_pages`` are short scripts, ``viewmodels`` hold the logic and never import Streamlit, ``components`` draw.
"""

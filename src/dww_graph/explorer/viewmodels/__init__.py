"""What a page shows, as frozen values. Nothing here imports Streamlit."""

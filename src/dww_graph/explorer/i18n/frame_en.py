"""The words that Streamlit writes itself, exactly as it writes them."""

from __future__ import annotations

from typing import Final

FRAME_EN: Final[dict[str, str]] = {
    "frame.skip": "Skip to main content",
    "frame.menu": "Main menu",
    "frame.home": "Navigate to home page",
    "frame.pages": "App pages",
    "frame.side": "Sidebar",
    "frame.side.open": "Expand sidebar",
    "frame.side.shut": "Collapse sidebar",
    "frame.theme": "Theme",
    "frame.theme.system": "System",
    "frame.theme.light": "Light",
    "frame.theme.dark": "Dark",
    "frame.print": "Print",
    "frame.record": "Record screen",
    "frame.version": "Copy version to clipboard",
    "frame.anchor": "Link to heading",
    "frame.copy": "Copy to clipboard",
    "frame.copied": "Copied",
    "frame.clear": "Clear entry",
    "frame.clear.value": "Clear value",
    "frame.choose": "Choose an option",
    "frame.open": "Open",
    "frame.none": "No results",
    "frame.dismiss": "Dismiss",
    "frame.close": "Close",
    "frame.whole": "Fullscreen",
    "frame.whole.shut": "Close fullscreen",
    "frame.paging": "Pagination",
    "frame.paging.back": "Previous page",
    "frame.paging.on": "Next page",
    "frame.paging.page": "Page {n}",
    "frame.chart": "Download as SVG: {naam}",
    "frame.running": "Running...",
    "frame.apply": "Press Enter to apply",
    "frame.missing": "Page not found",
    "frame.missing.said": "The page that you have requested does not seem to exist. Running the app's main page.",
}

"""What a page does in a browser beside being shown, and how it lies on the screen."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

#: Elements that reach over the right edge of the window, but for those in a box that scrolls;
#: and the window itself, if it scrolls sideways.
_OVERFLOWING = """
() => {
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) found.push(
    `the page: ${document.documentElement.scrollWidth} of ${wide} px`);
  const scrolls = (one) => {
    for (let at = one.parentElement; at && at !== document.body; at = at.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  for (const one of document.body.querySelectorAll('*')) {
    const box = one.getBoundingClientRect();
    if (box.width && box.height && box.right > wide + 1 && !scrolls(one))
      found.push(`${one.tagName.toLowerCase()}.${one.className}: to ${Math.round(box.right)} px`);
  }
  return found.slice(0, 10);
}
"""


@dataclass
class Seen:
    """What must not happen on any page. A test that means it to happen empties the list."""

    own: Container[str]  #: origins (``http://127.0.0.1:4711``) that may be asked
    console: list[str] = field(default_factory=list)  #: errors and warnings of the console
    errors: list[str] = field(default_factory=list)  #: exceptions of scripts
    dialogs: list[str] = field(default_factory=list)  #: alert, confirm, prompt
    foreign: list[str] = field(default_factory=list)  #: requests to anywhere else
    opened: list[str] = field(default_factory=list)  #: windows that opened by themselves
    workers: list[str] = field(default_factory=list)  #: service workers

    def watch(self, context: BrowserContext) -> None:
        """Listen to all that happens in a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("serviceworker", lambda worker: self.workers.append(worker.url))

    def nothing(self) -> dict[str, list[str]]:
        """What has happened, by its kind; empty if all was quiet."""
        kinds = ("console", "errors", "dialogs", "foreign", "opened", "workers")
        return {kind: getattr(self, kind) for kind in kinds if getattr(self, kind)}

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.console.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme == "data" or f"{parts.scheme}://{parts.netloc}" in self.own:
            return
        self.foreign.append(f"{request.method} {request.url[:200]}")


def overflowing(page: Page) -> list[str]:
    """What reaches beyond the window; empty if nothing does."""
    found: list[Any] = page.evaluate(_OVERFLOWING)
    return [str(one) for one in found]

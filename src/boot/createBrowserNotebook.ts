/** Lines that this browser keeps under the page's own prefix; a browser that keeps nothing is no error. */
import type { Notebook } from '../state/ports/notebook';

const PREFIX = 'cockpit.';

export function createBrowserNotebook(page: Window): Notebook {
  return {
    read(name) { try { return page.localStorage.getItem(PREFIX + name); } catch { return null; } },
    write(name, text) { try { if (text === null) page.localStorage.removeItem(PREFIX + name); else page.localStorage.setItem(PREFIX + name, text); } catch { /* a private window keeps nothing */ } },
  };
}

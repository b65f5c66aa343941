/** The address of the page as four verbs, so that tests need no browser and `syncUrl` no window. */
export interface AddressBar {
  /** The query part, with or without its question mark. */
  read(): string;
  replace(query: string): void;
  push(query: string): void;
  /** Called after Back or Forward; returns the way to stop. */
  onReturn(listener: () => void): () => void;
}

export function createBrowserAddressBar(page: Window): AddressBar {
  const address = (query: string): string => `${page.location.pathname}${query === '' ? '' : `?${query}`}${page.location.hash}`;
  return {
    read: () => page.location.search,
    replace: (query) => { page.history.replaceState(null, '', address(query)); },
    push: (query) => { page.history.pushState(null, '', address(query)); },
    onReturn(listener) {
      page.addEventListener('popstate', listener);
      return () => { page.removeEventListener('popstate', listener); };
    },
  };
}

/** Query text with the commas and slashes of our facts left readable. */
export const toQuery = (params: URLSearchParams): string => params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');

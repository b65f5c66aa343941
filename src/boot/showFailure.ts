/** Says why the cockpit could not start, before any component exists to say it: two languages, text nodes only. */
export function showFailure(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  console.warn('The cockpit could not start:', detail);
  const plate = document.createElement('main');
  plate.className = 'start-failure';
  plate.setAttribute('role', 'alert');
  const lines: readonly (readonly [string, string])[] = [['h1', '驾驶舱无法启动 · The cockpit could not start'], ['p', detail], ['p', '请检查地址中的 city 参数，或重新加载页面。 Check the city in the address, or reload the page.']];
  for (const [tag, text] of lines) {
    const element = document.createElement(tag);
    element.textContent = text;
    plate.append(element);
  }
  (document.getElementById('app') ?? document.body).replaceChildren(plate);
}

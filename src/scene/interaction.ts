/**
 * Pointer and keyboard on the stage. A press that hardly moves is a click; a drag belongs to the camera. Single keys act only while
 * the stage has the focus (WCAG 2.1.4).
 */
export interface StageActions {
  click(x: number, y: number): void;
  doubleClick(x: number, y: number): void;
  hover(x: number, y: number): void;
  leave(): void;
  /** Any input at all: wakes the loop, stops tours. */
  touch(): void;
  turn(headingDegrees: number, pitchDegrees: number): void;
  pan(east: number, north: number): void;
  zoom(factor: number): void;
  home(): void;
  warning(step: 1 | -1): void;
  openCentre(): void;
  escape(): void;
}

/** Pixels a press may wander and still be a click; a finger wanders more. */
const clickSlop = { mouse: 5, touch: 12 } as const;
const clickMs = 600;
/** At most ten hover questions per second. */
const hoverMs = 100;
const doubleClickMs = 320;

export function bindInteraction(element: HTMLElement, canvas: HTMLCanvasElement, actions: StageActions): () => void {
  let press: { readonly x: number; readonly y: number; readonly time: number; readonly slop: number } | null = null;
  let pointers = 0;
  let lastHover = 0;
  let pendingHover: ReturnType<typeof setTimeout> | null = null;
  let lastClick = 0;
  const place = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent): void => {
    actions.touch();
    pointers++;
    element.focus({ preventScroll: true });
    const { x, y } = place(event);
    press = pointers === 1 && event.button === 0 ? { x, y, time: event.timeStamp, slop: event.pointerType === 'mouse' ? clickSlop.mouse : clickSlop.touch } : null;
  };
  const up = (event: PointerEvent): void => {
    pointers = Math.max(0, pointers - 1);
    const { x, y } = place(event);
    const began = press;
    press = null;
    if (began === null || Math.hypot(x - began.x, y - began.y) > began.slop || event.timeStamp - began.time > clickMs) return;
    if (event.timeStamp - lastClick < doubleClickMs) { lastClick = 0; actions.doubleClick(x, y); return; }
    lastClick = event.timeStamp;
    actions.click(x, y);
  };
  const move = (event: PointerEvent): void => {
    actions.touch();
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
    const { x, y } = place(event);
    if (pendingHover !== null) clearTimeout(pendingHover);
    const wait = Math.max(0, hoverMs - (event.timeStamp - lastHover));
    pendingHover = setTimeout(() => { pendingHover = null; lastHover = performance.now(); actions.hover(x, y); }, wait);
  };
  const cancel = (): void => { pointers = 0; press = null; };
  const leave = (): void => { if (pendingHover !== null) clearTimeout(pendingHover); pendingHover = null; actions.leave(); };
  const wheel = (): void => actions.touch();
  const key = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!act(event, actions)) return;
    actions.touch();
    event.preventDefault();
    event.stopPropagation();
  };
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointercancel', cancel);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('wheel', wheel, { passive: true });
  element.addEventListener('keydown', key);
  return () => {
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointercancel', cancel);
    canvas.removeEventListener('pointerleave', leave);
    canvas.removeEventListener('wheel', wheel);
    element.removeEventListener('keydown', key);
    if (pendingHover !== null) clearTimeout(pendingHover);
  };
}

function act(event: KeyboardEvent, actions: StageActions): boolean {
  const { key, shiftKey } = event;
  const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
  if (arrow) {
    const [x = 0, y = 0] = arrow;
    if (shiftKey) actions.turn(x * 8, y * 4); else actions.pan(x, y);
    return true;
  }
  switch (key) {
    case '+': case '=': actions.zoom(0.8); return true;
    case '-': case '_': actions.zoom(1.25); return true;
    case '0': actions.home(); return true;
    case '[': actions.warning(-1); return true;
    case ']': actions.warning(1); return true;
    case 'Enter': actions.openCentre(); return true;
    case 'Escape': actions.escape(); return true;
    default: return false;
  }
}

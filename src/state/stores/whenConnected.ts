/** Runs at once, or, while the page is still on its way to its back end, as soon as that has spoken: a link asks nothing of nobody. */
import { usePorts } from './providePorts';
import type { Cancel } from './Timers';

export function whenConnected(run: () => void): Cancel {
  const { store } = usePorts();
  if (store.connection.phase !== 'connecting') { run(); return () => undefined; }
  const stop = store.subscribe(() => {
    if (store.connection.phase === 'connecting') return;
    stop();
    run();
  });
  return stop;
}

/** Keeps an unattended screen awake; the lock is lost whenever the page is hidden, so it is asked for again when it returns. */
import { onMounted, onScopeDispose } from 'vue';

export function useWakeLock(): void {
  let lock: WakeLockSentinel | null = null;
  let gone = false;
  async function request(): Promise<void> {
    if (gone || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (gone) await lock.release();
    } catch { lock = null; /* Refused on battery saving or by policy: the screen's own settings must do. */ }
  }
  const onVisible = (): void => { void request(); };
  onMounted(() => {
    document.addEventListener('visibilitychange', onVisible);
    void request();
  });
  onScopeDispose(() => {
    gone = true;
    document.removeEventListener('visibilitychange', onVisible);
    void lock?.release();
  });
}

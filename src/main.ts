/** The composition root: reads the address and opens the page it asks for. A phone's pages load neither the globe nor its workers. */
import './design/tokens.css';
import './design/fonts.css';
import './design/base.css';
import type { Component } from 'vue';
import { showFailure } from './boot/showFailure';
import { readAddress } from './state/stores/url/readAddress';

type Page = Promise<{ readonly default: Component }>;
/** Pages around the city. */
const modes = {
  desk: (): Page => import('./modes/desk.vue'),
  wall: (): Page => import('./modes/wall.vue'),
  kiosk: (): Page => import('./modes/kiosk.vue'),
  bare: (): Page => import('./modes/bare.vue'),
};
/** Pages in the hand: a resident's report, a worker's tasks. */
const mobileModes = {
  report: (): Page => import('./modes/report.vue'),
  task: (): Page => import('./modes/task.vue'),
};

async function start(): Promise<void> {
  const { address } = readAddress(window.location.search);
  const { mode } = address;
  if (mode === 'report' || mode === 'task') {
    const page = mobileModes[mode]();
    await (await import('./boot/openMobilePage')).openMobilePage(address, page);
  } else {
    const page = modes[mode]();
    await (await import('./boot/openCockpitPage')).openCockpitPage(address, page);
  }
}

start().catch((error: unknown) => showFailure(error));

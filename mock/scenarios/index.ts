/** All scripts of the demo, in the order of the panel. A new script is one JSON file and one line here. */
import type { ScenarioInfo } from '../../src/domain/catalogues';
import bridgeJoint from './bridgeJoint.json';
import crowd from './crowd.json';
import dust from './dust.json';
import footbridge from './footbridge.json';
import manhole from './manhole.json';
import panorama from './panorama.json';
import pest from './pest.json';
import pierHealth from './pierHealth.json';
import rockfall from './rockfall.json';
import squareDance from './squareDance.json';
import walkway from './walkway.json';
import flood from './flood.json';
import ancientTree from './ancientTree.json';
import citizenReport from './citizenReport.json';
import community from './community.json';
import forestFire from './forestFire.json';
import garage from './garage.json';
import kitchen from './kitchen.json';
import outfall from './outfall.json';
import parking from './parking.json';
import riverChief from './riverChief.json';
import skyGround from './skyGround.json';
import soil from './soil.json';
import streetLight from './streetLight.json';
import type { Script } from './script';
import sensorLoss from './sensorLoss.json';
import septicGas from './septicGas.json';

/** Number of the acceptance scenario; those without one come last. */
const numberOf = ({ code }: Script): number => Number(code.slice(1)) || Infinity;
export const SCRIPTS: readonly Script[] = ([
  septicGas, flood, sensorLoss,
  ancientTree, citizenReport, community, forestFire, garage, kitchen, outfall, parking, riverChief, skyGround, soil, streetLight,
  walkway, panorama, pest, crowd, squareDance, rockfall, bridgeJoint, pierHealth, footbridge, dust, manhole,
] as unknown as readonly Script[]).toSorted((a, b) => numberOf(a) - numberOf(b) || 0);
const BY_ID = new Map(SCRIPTS.map((script) => [script.id, script]));
export const scriptOf = (id: string): Script | null => BY_ID.get(id) ?? null;

const toInfo = (script: Script): ScenarioInfo => ({
  id: script.id, code: script.code, titleZh: script.titleZh, titleEn: script.titleEn, aboutZh: script.aboutZh, aboutEn: script.aboutEn, origin: script.origin,
  minutes: script.minutes, focusId: script.focus === null ? null : script.cast[script.focus]?.id ?? null, branches: script.branches,
});
export const SCENARIOS: readonly ScenarioInfo[] = SCRIPTS.map(toInfo);
export const findScenario = (id: string): ScenarioInfo | null => SCENARIOS.find((item) => item.id === id) ?? null;
/** `calm` is the city without a script. */
export const SCENARIO_IDS: readonly string[] = ['calm', ...BY_ID.keys()];

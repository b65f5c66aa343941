/** The layers an industry works with. Which cases are its own is decided by the rule set, not here. */
import type { Industry } from '../../../domain/caseQuery';
import type { Kind } from '../../../domain/kind';

export const INDUSTRY_KINDS: Readonly<Record<Industry, readonly Kind[]>> = {
  greening: ['tree', 'green', 'soilStation', 'pestTrap'],
  sanitation: ['septicTank', 'vehicle', 'camera'],
  municipal: ['bridge', 'footbridge', 'tunnel', 'bridgeSensor', 'manhole', 'streetLamp', 'slope', 'lift'],
  enforcement: ['camera', 'noiseMonitor', 'worker', 'uav', 'gridCell'],
  parks: ['green', 'tree', 'crowdCounter', 'landmark'],
};

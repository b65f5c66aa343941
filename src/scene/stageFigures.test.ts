import { describe, expect, it } from 'vitest';
import type { Figure } from '../domain/figure';
import { createFakeCity } from '../state/stores/createFakeCity';
import type { Overlay } from './overlay/createOverlay';
import { createStageFigures } from './stageFigures';

const cordon = { id: 'f1', shape: 'ring', tone: 'danger', coordinates: [106.5, 29.5], radiusMetres: 50 } as unknown as Figure;

describe('figures on the stage', () => {
  it('go when their layer is switched off and come back, while an area being drawn stays', () => {
    const { store, held } = createFakeCity([]);
    held.figures = [cordon];
    let drawn: readonly string[] = [];
    const figures = createStageFigures(store, { setFigures(next: readonly Figure[]) { drawn = next.map((figure) => figure.id); } } as unknown as Overlay, () => null);
    figures.setSketch({ ring: [106.5, 29.5, 106.6, 29.5], drawing: true, labelZh: '', labelEn: '' });
    expect(drawn).toEqual(['f1', 'sketch']);
    figures.show(false);
    expect(drawn).toEqual(['sketch']);
    figures.show(true);
    expect(drawn).toEqual(['f1', 'sketch']);
  });
});

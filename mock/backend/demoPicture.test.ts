import { describe, expect, it } from 'vitest';
import { demoPictureUrl, drawDemoPicture } from './demoPicture';

describe('drawn pictures', () => {
  it('say in both languages that they are drawn, before and after, with the name of what they show', () => {
    const url = demoPictureUrl('before', 'exposed-refuse', 'c1');
    const svg = drawDemoPicture(url.replace('media/', ''), (subject) => (subject === 'exposed_refuse' ? { zh: '暴露<垃圾>', en: 'Exposed & refuse' } : null));
    expect(svg).toContain('演示图片 · Demo picture');
    expect(svg).toContain('暴露&lt;垃圾> · Exposed &amp; refuse');
    const after = drawDemoPicture(demoPictureUrl('after', 'exposed-refuse', 'c1').replace('media/', ''), () => null);
    expect(after).toContain('after');
    expect(after).not.toContain('<ellipse');
    expect(svg).toContain('<ellipse');
  });
  it('are the same for the same case, and nothing for a stranger\'s id', () => {
    const id = demoPictureUrl('after', 'x', 'c9').replace('media/', '');
    expect(drawDemoPicture(id, () => null)).toBe(drawDemoPicture(id, () => null));
    expect(drawDemoPicture('demo-before-<svg>-1', () => null)).toBeNull();
    expect(drawDemoPicture('p-12', () => null)).toBeNull();
  });
  it('have addresses that the cockpit accepts', () => expect(demoPictureUrl('before', 'a b/c"', '漢字')).toMatch(/^media\/[\w.-]{1,200}$/));
});

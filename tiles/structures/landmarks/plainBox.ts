import { rect, type Site } from './Site';

/** A box of the given height and size: what an unknown structure type becomes. */
export function plainBox(site: Site): void {
  const height = site.number('heightM', 10), width = site.number('widthM', 20), depth = site.number('depthM', width);
  site.prism(site.b.part('body', 'wall'), rect(0, 0, width, depth), -3, height);
  site.b.anchor('top', 'body', site.at(0, 0, height));
  Object.assign(site.b.facts, { heightM: height, widthM: width, depthM: depth });
}

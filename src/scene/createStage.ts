/**
 * Puts the globe together and keeps it alive: one widget, terrain, ground, city, waters, air, the overlay above, one camera.
 * Everything here is a plain variable; only ids, numbers and views leave.
 */
import { Cartographic } from '@cesium/engine';
import { themes, motionMs } from '../design/tokens';
import { FLAG } from '../domain/state';
import { toObjectId, type ObjectId } from '../domain/ids';
import type { Kind } from '../domain/kind';
import type { View } from '../domain/view';
import type { PickHit } from '../workers/protocol';
import { clusterStep } from './camera/clusterStep';
import { createCameraRig } from './camera/createCameraRig';
import { toObjectView } from './camera/frameView';
import { countCommands, countGlobeQueue, countTiles, setDrawing } from './cesiumPrivate';
import { createCityLayer } from './city/createCityLayer';
import { createFanClock } from './city/createFanClock';
import { PoseTable } from './city/PoseTable';
import { setHiddenFlags } from './city/setHiddenFlags';
import { StateTable } from './city/StateTable';
import { createCrowd } from './crowd/createCrowd';
import { createAir } from './createAir';
import { createGlobe } from './createGlobe';
import { createRenderLoop } from './createRenderLoop';
import { createGround } from './ground/createGround';
import { createLandTiling } from './ground/landTiling';
import { createTerrain } from './ground/createTerrain';
import { ResolutionGovernor } from './ResolutionGovernor';
import { bindInteraction } from './interaction';
import { createOverlay, type OverlayHit } from './overlay/createOverlay';
import { toOutlinePoints } from './overlay/paintSelection';
import type { DrivenStage, StageInputs } from './StageInputs';
import { syncScene } from './syncScene';
import { boundsOf, groundAt, ignoreAbort, setUpControls, toExtent, toPickRay } from './stageHelpers';
import { createStageFigures } from './stageFigures';
import { toCameraFrame } from './toCameraFrame';
import { createWaters } from './water/createWaters';

/** Seconds that the water keeps moving after the last touch, and its rate; afterwards nothing is drawn. */
const waterMotion = { seconds: 6, perSecond: 10 } as const;
/** Without a graphics card, the growing city is shown this often until it is complete, ms. */
const loadingPictureMs = 2500;
/** A drag goes on this long after its last event, ms. */
const motionAfterTouchMs = 250;
/** Ticks per second of the pulse of unacknowledged warnings; only the overlay is drawn for it. */
const pulseTicks = 12;
/** Farthest the camera may go: the whole district and its surroundings. Metres. */
const maximumRange = 45_000;

export async function createStage(inputs: StageInputs): Promise<DrivenStage> {
  const { client, store, packs, events } = inputs;
  const [base] = packs;
  if (base === undefined) throw new Error('The stage needs an opened city.');
  const undulation = base.manifest.vertical.geoidUndulationMetres;
  const { scene, widget, software, setTheme: setGlobeTheme } = createGlobe(inputs.container);
  let wake = (): void => {};
  const requestRender = (): void => { scene.requestRender(); wake(); };
  let themeName = inputs.theme;
  let language = inputs.language;
  let reducedMotion = inputs.reducedMotion;
  let hidden: ReadonlySet<Kind> = inputs.hidden;
  let selectedIndex: number | null = null;
  let selectedKind: Kind | null = null;
  let waterClasses = false;
  let hoverIndex: number | null = null;
  let lastTouch = Number.NEGATIVE_INFINITY;
  let lastWater = 0;
  let lastPulse = 0;
  let waterClock = 0;
  let fading = false;
  let frameMs = 0;
  let commands = 0;
  let cameraMoved = false;
  let everComplete = false;
  let lastLoadingPicture = Number.NEGATIVE_INFINITY;
  const governor = new ResolutionGovernor(software);
  const globeError = scene.globe.maximumScreenSpaceError;
  let broken = false;

  setGlobeTheme(themes[themeName]);
  const land = createLandTiling(boundsOf(packs));
  scene.terrainProvider = createTerrain(client, base, land, () => requestRender());
  const ground = createGround(scene, client, land);
  const [west, south, east, north] = base.manifest.bounds;
  const margin = 0.02;
  /** The grid's own height of the place last flown to: the drawn terrain there may not have arrived, or be coarse. */
  let target: { readonly lon: number; readonly lat: number; readonly height: number } | null = null;
  const learnGround = async ({ lon, lat }: View): Promise<void> => {
    const answer = await client.request('elevationAt', { lon, lat }).catch(() => null);
    if (answer) target = { lon, lat, height: answer.elevation + undulation };
  };
  const groundHeight = (lon: number, lat: number): number => {
    if (target && Math.abs(lon - target.lon) < 1e-5 && Math.abs(lat - target.lat) < 1e-5) return target.height;
    return scene.globe.getHeight(Cartographic.fromDegrees(lon, lat)) ?? (base.manifest.terrain?.outsideElevation ?? 0) + undulation;
  };
  const rig = createCameraRig(scene, { bounds: [west - margin, south - margin, east + margin, north + margin], minimumRange: 25, maximumRange }, groundHeight);
  const air = createAir(scene);
  const elevationsOf = async (pairs: readonly number[]): Promise<Float64Array> => {
    const heights = new Float64Array(pairs.length / 2);
    await Promise.all(Array.from(heights, async (_, k) => { heights[k] = (await client.request('elevationAt', { lon: pairs[k * 2] ?? 0, lat: pairs[k * 2 + 1] ?? 0 })).elevation; }));
    return heights;
  };
  const overlay = createOverlay(inputs.overlay, store, undulation, elevationsOf, () => wake());
  const figures = createStageFigures(store, overlay, () => (selectedIndex === null ? null : store.catalogue.idOf(selectedIndex)));
  const state = new StateTable(store.stateBytes);
  const pose = new PoseTable(store);
  const fans = createFanClock({ pose, software, catalogue: store.catalogue, undulation, camera: () => toCameraFrame(scene), isShown: (index) => !state.hasFlag(index, FLAG.hidden) });
  await learnGround(inputs.startView);
  void rig.flyTo(inputs.startView, 0);
  ground.setStyle(themes[themeName], hidden);
  const waters = createWaters(scene, packs, themes[themeName]);
  const crowd = createCrowd({ scene, store, client, elevationsOf, undulation, theme: themes[themeName], onFigures: (zones) => { figures.setCrowds(zones); wake(); } });
  const city = await createCityLayer(scene, client, packs, state, pose, themes[themeName]);
  const loop = createRenderLoop(tick);
  wake = loop.wake;
  const sync = syncScene({ store, state, pose, city, overlay, waters, requestRender }, () => selectedIndex);

  const controller = scene.screenSpaceCameraController;
  setUpControls(controller, maximumRange);

  function tick(now: number): void {
    if (broken) return;
    if (rig.tick(now)) { scene.requestRender(); governor.moved(now); }
    // Later loading keeps the full picture: switching the buffer with every arriving tile would flicker.
    if (!everComplete) {
      everComplete = loop.frames > 1 && city.complete() && scene.globe.tilesLoaded;
      const draws = !software || everComplete || now - lastLoadingPicture > loadingPictureMs;
      if (draws) lastLoadingPicture = now;
      setDrawing(scene, draws);
    }
    // The engine calls a changed buffer size a camera move as well, so only people and flights count as motion.
    if (!everComplete || rig.flying || now - lastTouch < motionAfterTouchMs) governor.moved(now);
    setScale(governor.scale(now));
    widget.resize();
    const stirring = !reducedMotion && (now - lastTouch < waterMotion.seconds * 1000 || rig.flying);
    if (stirring && waters.reaches.length > 0 && now - lastWater > 1000 / waterMotion.perSecond) {
      // The clock only runs while water may move, so it never jumps when it wakes.
      waterClock += Math.min(0.25, (now - lastWater) / 1000);
      lastWater = now;
      scene.requestRender();
    }
    const turned = reducedMotion ? null : fans.tick(now, frameMs);
    if (turned !== null) { city.setTurn(turned); scene.requestRender(); }
    const before = loop.frames;
    widget.render();
    if (loop.frames !== before) return;
    const pulse = overlay.pulsing && now - lastPulse > 1000 / pulseTicks;
    if (overlay.dirty || fading || pulse) {
      if (pulse) lastPulse = now;
      drawOverlay(now);
      if (fading || pulse) loop.wake();
    }
  }

  /** Tile selection follows the canvas, not the buffer: a smaller buffer must not ask for other tiles. */
  function setScale(scale: number): void {
    if (widget.resolutionScale !== scale) { widget.resolutionScale = scale; scene.requestRender(); }
    city.setDetail(scene.canvas.clientHeight, scale);
    scene.globe.maximumScreenSpaceError = globeError * scale;
  }

  function drawOverlay(now: number): void {
    fading = overlay.draw(toCameraFrame(scene), Math.sin(-scene.camera.pitch), now);
    if (overlay.pulsing || fading) loop.wake();
  }

  const removers = [
    scene.preRender.addEventListener(() => {
      frameMs = performance.now();
      if (cameraMoved) rig.restrain();
      city.upload();
      crowd.follow();
      const view = scene.camera.positionCartographic;
      const looked = Math.max(120, (view.height - groundHeightBelow()) / Math.max(0.2, Math.sin(-scene.camera.pitch)));
      air.follow(Math.min(looked, 30_000));
      const frustum = scene.camera.frustum as unknown as { fovy: number };
      if (waters.follow(waterClock, (2 * Math.tan(frustum.fovy / 2)) / Math.max(1, scene.canvas.clientHeight))) scene.requestRender();
    }),
    scene.postRender.addEventListener(() => {
      loop.countFrame();
      governor.drawn(performance.now());
      drawOverlay(performance.now());
      frameMs = performance.now() - frameMs;
      commands = countCommands(scene);
    }),
    scene.camera.moveStart.addEventListener(() => { cameraMoved = true; }),
    scene.camera.moveEnd.addEventListener(() => { cameraMoved = false; if (!rig.flying) events.settled(rig.currentView()); requestRender(); }),
    scene.camera.changed.addEventListener(() => { cameraMoved = true; }),
    scene.renderError.addEventListener((_scene: unknown, error: unknown) => { broken = true; events.failed(error instanceof Error ? error : new Error(String(error))); }),
  ];
  const onLost = (): void => { broken = true; events.lost(); };
  scene.canvas.addEventListener('webglcontextlost', onLost);

  function groundHeightBelow(): number {
    const at = scene.camera.positionCartographic;
    return scene.globe.getHeight(at) ?? undulation;
  }

  async function pick(x: number, y: number): Promise<PickHit | null> {
    const ray = toPickRay(scene, x, y);
    return ray && client.request('pick', ray);
  }

  /** Symbols are on top of everything, then names, so they answer first; hidden kinds answer never. */
  async function objectAt(x: number, y: number): Promise<{ readonly id: ObjectId; readonly index: number } | null> {
    const mark = overlay.hit(x, y);
    const above = mark && mark.count === 1 ? mark.index : overlay.labelAt(x, y);
    if (above !== null) return { id: store.catalogue.idOf(above), index: above };
    const hit = await pick(x, y);
    if (hit === null || hidden.has(hit.kind as Kind)) return null;
    return { id: toObjectId(hit.id), index: hit.index };
  }

  let hoverTurn = 0;
  const unbind = bindInteraction(inputs.container, scene.canvas, {
    touch: () => { lastTouch = performance.now(); loop.wake(); rig.orbit(0); events.touched(); },
    click: (x, y) => {
      if (figures.drawing) { const place = groundAt(scene, x, y); if (place) events.drawn(place.lon, place.lat); return; }
      const mark = overlay.hit(x, y);
      if (mark && mark.count > 1) { void openCluster(mark); return; }
      void objectAt(x, y).then((found) => { if (found) events.opened(found.id); else events.closed(); }, ignoreAbort);
    },
    doubleClick: (x, y) => { if (figures.drawing) events.drawingDone(); else void zoomTo(x, y); },
    hover: (x, y) => {
      const turn = ++hoverTurn;
      overlay.movePointer(x, y);
      const cluster = overlay.hit(x, y);
      if (cluster && cluster.count > 1) { scene.canvas.style.cursor = 'zoom-in'; events.hovered(null); return; }
      void objectAt(x, y).then((found) => {
        if (turn !== hoverTurn) return;
        scene.canvas.style.cursor = found ? 'pointer' : '';
        events.hovered(found?.id ?? null);
      }, ignoreAbort);
    },
    leave: () => { hoverTurn++; events.hovered(null); },
    turn: (heading, pitch) => rig.nudge({ heading, pitch }),
    pan: (eastward, northward) => rig.nudge({ east: eastward, north: northward }),
    zoom: (factor) => rig.nudge({ zoom: factor }),
    home: () => { void fly(base.manifest.home, motionMs.camera); },
    warning: (step) => openNextWarning(step),
    openCentre: () => {
      const { left, right, top, bottom } = rig.insets;
      const { clientWidth, clientHeight } = scene.canvas;
      void objectAt((clientWidth + left - right) / 2, (clientHeight + top - bottom) / 2).then((found) => { if (found) events.opened(found.id); }, ignoreAbort);
    },
    escape: () => { if (figures.drawing) events.drawingDone(); else events.closed(); },
  });

  function openNextWarning(step: 1 | -1): void {
    const ids = [...new Set(store.warnings().map((warning) => warning.objectId))];
    if (ids.length === 0) return;
    const at = selectedIndex === null ? -1 : ids.indexOf(store.catalogue.idOf(selectedIndex));
    const next = ids[at < 0 ? (step === 1 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length];
    if (next !== undefined) { events.opened(next); void frameObject(next); }
  }

  async function openCluster({ index, depth, spread }: OverlayHit): Promise<void> {
    const place = store.place(index) ?? store.catalogue.place(index);
    const view = rig.currentView();
    const range = clusterStep(view.range, depth, spread);
    if (place === null || range === null) { events.opened(store.catalogue.idOf(index)); return; }
    await fly({ ...view, lon: place.lon, lat: place.lat, range }, 900);
  }

  async function zoomTo(x: number, y: number): Promise<void> {
    const place = groundAt(scene, x, y);
    const view = rig.currentView();
    if (place) await fly({ ...view, ...place, range: view.range * 0.5 }, 600);
  }

  async function fly(view: View, durationMs: number): Promise<void> {
    await learnGround(view);
    if (!reducedMotion) { await rig.flyTo(view, durationMs); return; }
    // A cut with a short veil instead of a flight.
    inputs.container.classList.add('stage-cut');
    await rig.flyTo(view, 0);
    setTimeout(() => inputs.container.classList.remove('stage-cut'), 200);
  }

  async function frameObject(id: ObjectId): Promise<void> {
    const [summary, outline] = await Promise.all([describe(id), client.request('outline', { id }).catch(() => null)]);
    if (summary === null) return;
    const extent = outline ? toExtent(outline) : null;
    await fly(toObjectView(summary.kind, summary.lon, summary.lat, extent, rig.currentView(), base?.manifest.home ?? inputs.startView), motionMs.camera);
  }

  async function describe(id: ObjectId): Promise<{ index: number; kind: Kind; lon: number; lat: number; elevation: number; nameZh: string; nameEn: string } | null> {
    const index = store.catalogue.indexOf(id);
    const known = index === null ? null : store.catalogue.summary(index);
    const summary = known ?? (await client.request('objectById', { id }));
    if (summary === null) return null;
    const moved = index === null ? null : store.place(index);
    return { ...summary, ...(moved ? { lon: moved.lon, lat: moved.lat, elevation: moved.elevation } : {}) };
  }

  function setFlagIndex(before: number | null, after: number | null, flag: number): void {
    if (before !== null) state.setFlag(before, flag, false);
    if (after !== null) state.setFlag(after, flag, true);
    requestRender();
  }

  function hideKinds(next: ReadonlySet<Kind>): void {
    hidden = next;
    setHiddenFlags(state, packs, store.catalogue, next);
    overlay.setHidden(next);
    crowd.setHidden(next.has('crowdCounter'));
    ground.setStyle(themes[themeName], next);
    requestRender();
  }

  /** Who looks at one reach compares it with its neighbours. */
  function paintRivers(): void { waters.showClasses(waterClasses || selectedKind === 'riverReach'); }

  function setTheme(name: StageInputs['theme']): void {
    themeName = name;
    const theme = themes[name];
    setGlobeTheme(theme); city.setTheme(theme); waters.setTheme(theme); crowd.setTheme(theme); air.setTheme(theme); overlay.setTheme(name); ground.setStyle(theme, hidden);
    requestRender();
  }

  const unsubscribe = store.subscribe((diff) => { sync.apply(diff); crowd.refresh(); figures.apply(diff); loop.wake(); });
  let selectTurn = 0;
  setTheme(themeName);
  hideKinds(hidden);
  overlay.setLanguage(language);
  overlay.setReducedMotion(reducedMotion);
  sync.applyAll();
  figures.refresh();

  return {
    setTheme, frameObject, pick,
    flyTo: (view, options) => fly(view, options?.durationMs ?? motionMs.camera),
    currentView: () => rig.currentView(),
    setInsets: (insets) => { rig.setInsets(insets); overlay.setInsets(insets); },
    orbit: (degreesPerSecond) => { rig.orbit(reducedMotion ? 0 : degreesPerSecond); loop.wake(); },
    setTextScale: (scale) => overlay.setTextScale(scale),
    screenPosition: async (id) => { const at = await describe(id); return at && overlay.screenPosition(at.lon, at.lat, at.elevation + undulation); },
    pose: (id) => { const index = store.catalogue.indexOf(id); return index === null ? null : pose.of(index); },
    whenComplete: () => new Promise((resolve) => {
      let calm = 0;
      const look = scene.postRender.addEventListener(() => {
        // Several calm frames in a row: what arrives in one frame asks for its children in the next.
        calm = city.complete() && scene.globe.tilesLoaded && widget.resolutionScale === 1 ? calm + 1 : 0;
        if (calm < 3) { setTimeout(requestRender, 0); return; }
        look();
        resolve();
      });
      requestRender();
    }),
    stats: () => ({ drawCommands: commands, tiles: countTiles(city.tilesets), frames: loop.frames, overlayMs: overlay.drawMs, frameMs, labels: overlay.labels, scale: widget.resolutionScale, cityLoaded: Number(city.complete()), ...countGlobeQueue(scene.globe) }),
    setLanguage: (next) => { language = next; overlay.setLanguage(next); loop.wake(); },
    setReducedMotion: (reduced) => { reducedMotion = reduced; overlay.setReducedMotion(reduced); loop.wake(); },
    setHidden: hideKinds,
    setWaterClasses: (shown) => { waterClasses = shown; paintRivers(); loop.wake(); },
    setFigures: (shown) => { figures.show(shown); loop.wake(); },
    setOwnFigures: (own) => { figures.setOwnFigures(own); loop.wake(); },
    setSketch: (sketch) => { figures.setSketch(sketch); scene.canvas.style.cursor = figures.drawing ? 'crosshair' : ''; loop.wake(); },
    select: async (id, shouldFly) => {
      const turn = ++selectTurn;
      const found = id === null ? null : await describe(id);
      if (turn !== selectTurn) return;
      setFlagIndex(selectedIndex, found?.index ?? null, FLAG.selected);
      selectedIndex = found?.index ?? null;
      selectedKind = found?.kind ?? null;
      paintRivers();
      overlay.setSelection(selectedIndex, null);
      figures.refresh();
      sync.apply({ source: 'delta', rows: new Uint32Array(), moved: new Uint32Array(), warningsChanged: [], casesChanged: [], vitalsChanged: false, connectionChanged: false, tasksChanged: false, figuresChanged: false, instantChanged: false });
      if (id === null || found === null) return;
      const outline = await client.request('outline', { id }).catch(() => null);
      if (turn !== selectTurn) return;
      if (outline) overlay.setSelection(found.index, toOutlinePoints(outline, undulation));
      loop.wake();
      if (shouldFly) await frameObject(id);
    },
    hover: (id) => {
      const turn = ++hoverTurn;
      const show = (index: number | null, name: string | null): void => { setFlagIndex(hoverIndex, index, FLAG.hover); hoverIndex = index; overlay.setHover(index, name); loop.wake(); };
      if (id === null) { if (hoverIndex !== null) show(null, null); return; }
      void describe(id).then((found) => { if (turn === hoverTurn && found && found.index !== hoverIndex) show(found.index, (language === 'en' ? found.nameEn || found.nameZh : found.nameZh || found.nameEn) || null); }, ignoreAbort);
    },
    dispose: () => {
      loop.stop(); unsubscribe(); unbind(); rig.stop();
      for (const remove of removers) remove();
      scene.canvas.removeEventListener('webglcontextlost', onLost);
      overlay.dispose(); waters.dispose(); crowd.dispose(); city.dispose(); ground.dispose(); air.dispose();
      widget.destroy();
    },
  };
}

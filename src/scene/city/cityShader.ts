/**
 * GLSL of the city layer: own light from derivatives (the meshes carry no normals), windows, contact darkening, and state and pose
 * read per feature in the vertex stage: blades and covers turn about their pivot there. Colours are linear; the engine converts to sRGB at the end, so tokens come out exact.
 * Alpha is a marker for the air stage: 0 = paint this pixel as it is (a warning colour), 1 = ordinary surface under fog and grade.
 */
import { FLAG } from '../../domain/state';
import { MATERIAL_INDEX, PART_INDEX, STATE_TEXTURE_WIDTH } from '../../workers/glbContract';
import { paletteRow, paletteWidth } from './paletteTexture';

export const vertexShaderText = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  int id = vsInput.featureIds.featureId_0;
  ivec2 texel = ivec2(id % ${STATE_TEXTURE_WIDTH}, id / ${STATE_TEXTURE_WIDTH});
  v_state = floor(texelFetch(u_state, texel, 0) * 255.0 + 0.5);
  vec4 pose = texelFetch(u_pose, texel, 0);
  v_dark = pose.b;
  v_form = vsInput.attributes.shape;
  v_rise = vsInput.attributes.height;
  vec3 metre = vec3(length(czm_model[0].xyz), length(czm_model[1].xyz), length(czm_model[2].xyz));
  v_local = vsInput.attributes.positionMC * metre;
  int part = int(vsInput.attributes.shape.w + 0.5);
  if (part != ${PART_INDEX.still}) {
    vec3 pivot = vsInput.attributes.pivot * metre;
    vec3 arm = v_local - pivot;
    if (part == ${PART_INDEX.fan}) {
      float angle = u_turn * pose.g;
      arm.xy = mat2(cos(angle), -sin(angle), sin(angle), cos(angle)) * arm.xy;
    } else if (part == ${PART_INDEX.cover}) {
      /* Across the heading lies the hinge, along it the cover; it swings up and over. */
      float heading = radians(vsInput.attributes.shape.y * 360.0 / 256.0);
      vec3 along = vec3(sin(heading), cos(heading), 0.0);
      vec3 across = vec3(along.y, -along.x, 0.0);
      float angle = radians(pose.r * 255.0);
      vec2 swung = mat2(cos(angle), sin(angle), -sin(angle), cos(angle)) * vec2(dot(arm, along), arm.z);
      arm = across * dot(arm, across) + along * swung.x + vec3(0.0, 0.0, swung.y);
    }
    v_local = pivot + arm;
    vsOutput.positionMC = v_local / metre;
    /* Light that nobody confirms is not shown as burning: stale, off line, or the feed itself is quiet. */
    bool known = v_state.g < 0.5 || (u_feedStale < 0.5 && v_state.g < 2.5 && v_state.b != 1.0);
    if (part == ${PART_INDEX.light} && (u_windowStrength.y <= 0.0 || v_dark > 0.99 || !known)) vsOutput.positionMC = vec3(0.0);
  }
  int flags = int(v_state.a);
  if ((flags & ${FLAG.hidden}) != 0) vsOutput.positionMC = vec3(0.0);
}`;

export const fragmentShaderText = /* glsl */ `
float hash(vec3 p) {
  p = fract(p * vec3(0.1031, 0.1030, 0.0973));
  p += dot(p, p.yzx + 33.33);
  return fract((p.x + p.y) * p.z);
}

/* Coverage of a window inside its bay, antialiased by the bay's size on screen. */
float pane(vec2 cell, vec2 size, vec2 width) {
  vec2 edge = abs(fract(cell) - 0.5);
  vec2 cover = smoothstep(size * 0.5 + width, size * 0.5 - width, edge);
  return cover.x * cover.y;
}

void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  if (v_form.w > ${PART_INDEX.light}.0 - 0.5) {
    float share = clamp(v_rise.x, 0.0, 1.0);
    material.diffuse = u_windowColour * (0.5 + u_windowStrength.y);
    material.alpha = 0.34 * share * share * (1.0 - v_dark);
    return;
  }
  vec3 positionEC = fsInput.attributes.positionEC;
  vec3 faceEC = normalize(cross(dFdx(positionEC), dFdy(positionEC)));
  mat3 axes = mat3(normalize(czm_modelView[0].xyz), normalize(czm_modelView[1].xyz), normalize(czm_modelView[2].xyz));
  vec3 normal = faceEC * axes;
  vec3 toEye = normalize(-positionEC) * axes;
  if (dot(normal, toEye) < 0.0) normal = -normal;
  float distance = length(positionEC);
  float above = v_rise.x;
  float total = max(v_rise.y, 1.0);
  int kind = int(v_form.x + 0.5);
  float class_ = floor(v_form.y + 0.5);
  float seed = floor(v_form.z + 0.5) / 255.0;
  bool isBuilding = kind == ${MATERIAL_INDEX.building};
  float roofness = smoothstep(0.55, 0.8, normal.z);

  vec3 albedo;
  if (isBuilding) {
    albedo = mix(u_wall, u_roof, roofness);
    albedo *= 0.90 + 0.20 * fract(seed * 7.31);
    albedo = mix(albedo, albedo * vec3(1.05, 1.0, 0.94), step(fract(seed * 3.7), 0.35));
    albedo *= 1.0 + 0.22 * smoothstep(60.0, 240.0, above);
  } else {
    vec3 encoded = texelFetch(u_palette, ivec2(min(kind, ${paletteWidth - 1}), ${paletteRow.material}), 0).rgb;
    albedo = encoded * encoded * (encoded * 0.305306 + 0.682171) + encoded * 0.012523;
  }

  /* Light: sky dome from above, key light, and a weak bounce so that no face is a hole. */
  float dome = 0.62 + 0.38 * normal.z;
  float key = max(dot(normal, u_keyDirection), 0.0);
  float bounce = 0.16 * max(-dot(normal.xy, u_keyDirection.xy), 0.0) * (1.0 - roofness);
  float contact = mix(mix(0.62, 1.0, smoothstep(0.0, 3.0, above)), 1.0, roofness * step(3.0, above));
  float canyon = mix(mix(0.74, 1.0, smoothstep(0.0, 45.0, above)), 1.0, roofness * 0.6);
  vec3 lit = albedo * (u_ambient * dome + u_keyColour * (key + bounce)) * contact * canyon;

  /* Roof edge catches the sky: reads as a skyline without geometry. */
  float pixel = max(fwidth(above), 0.001);
  float rim = isBuilding ? (1.0 - roofness) * smoothstep(total - 1.1 - pixel, total - 0.5, above) / (1.0 + pixel * 0.7) : 0.0;
  lit += albedo * u_ambient * rim * 0.9;

  vec3 glow = vec3(0.0);
  if (isBuilding && roofness < 0.5) {
    vec2 along = normalize(vec2(-normal.y, normal.x) + 1e-5);
    float storey = 3.2 + 0.5 * step(0.7, fract(seed * 5.1));
    float bay = class_ == 1.0 ? 2.6 : 3.4;
    vec2 cell = vec2(dot(v_local.xy, along) / bay + seed * 17.0, above / storey);
    vec2 width = fwidth(cell);
    float blur = max(width.x, width.y);
    float crisp = 1.0 - smoothstep(0.30, 0.85, blur);
    vec2 size = class_ == 1.0 ? vec2(0.82, 0.62) : vec2(0.46, 0.50);
    float glass = pane(cell, size, min(width, vec2(0.45)));
    vec2 room = floor(cell);
    float facade = floor(along.x * 2.0) + 3.0 * floor(along.y * 2.0);
    float dice = hash(vec3(room, seed * 97.0 + facade * 13.0));
    float share = u_windowShare * (0.55 + 0.75 * fract(seed * 11.7)) * (class_ == 3.0 ? 0.35 : 1.0);
    /* Whole dark storeys and staircases make the pattern human instead of noise. */
    share *= 0.55 + 0.75 * hash(vec3(room.y, seed * 31.0, 2.0));
    float open_ = step(0.8, above) * step(above, total - 1.2);
    float isLit = step(dice, share) * open_;
    float strength = mix(u_windowStrength.x, u_windowStrength.y, fract(dice * 57.0));
    vec3 warm = mix(u_windowColour, u_windowColour * vec3(0.86, 0.97, 1.18), step(0.82, fract(dice * 131.0)) * 0.7);
    float flatTint = 0.17 * share * size.x * size.y * 0.5 * (u_windowStrength.x + u_windowStrength.y) * open_;
    glow = mix(u_windowColour * flatTint, warm * strength * glass * isLit, crisp);
    lit *= 1.0 - u_paneShade * glass * crisp * open_;
    glow *= 1.0 - 0.45 * smoothstep(2500.0, 9000.0, distance);
  }
  if (kind == ${MATERIAL_INDEX.lampHead}) glow = u_windowColour * u_windowStrength.y * 2.2 * (1.0 - v_dark);
  /* Street lamps wash the lowest storeys; by day the strength is zero. */
  lit += u_windowColour * u_windowStrength.x * 0.05 * (1.0 - roofness) * exp(-above / 11.0);
  lit += glow;
  float plain = 1.0;

  /* State: three facts (level, freshness, status) and the pointer's flags. */
  int rank = int(v_state.r + 0.5);
  int freshness = int(v_state.g + 0.5);
  int status = int(v_state.b + 0.5);
  int flags = int(v_state.a + 0.5);
  bool fed = freshness > 0;
  float facing = clamp(dot(normal, toEye), 0.0, 1.0);
  float edge = max(smoothstep(total - 2.2 - pixel * 1.5, total - 1.2, above), 1.0 - smoothstep(0.9, 1.6 + pixel * 1.5, above));
  vec3 levelColour = vec3(0.0);
  if (rank > 0) {
    vec3 encoded = texelFetch(u_palette, ivec2(rank, ${paletteRow.level}), 0).rgb;
    levelColour = mix(encoded / 12.92, pow((encoded + 0.055) / 1.055, vec3(2.4)), step(0.04045, encoded));
  }
  if (kind == ${MATERIAL_INDEX.hole}) {
    /* An opening stays one, whatever colour its rim has. */
    plain = 1.0;
  } else if (rank >= 3) {
    lit = levelColour * (0.72 + 0.28 * max(roofness, key));
    plain = 0.0;
  } else if (rank == 2) {
    float cover = max(roofness, edge);
    lit = mix(lit, levelColour, cover);
    plain = 1.0 - cover;
  } else if (rank == 1) {
    float cover = max(pow(1.0 - facing, 3.0) * 0.8, edge * (1.0 - roofness));
    lit = mix(lit, levelColour, cover);
    plain = 1.0 - cover;
  }
  if (fed && (u_feedStale > 0.5 || freshness >= 3 || status == 1)) {
    float stripe = smoothstep(0.42, 0.5, abs(fract((v_local.x + v_local.y + v_local.z) / 7.0) - 0.5) * 2.0);
    float keep = status == 1 || rank == 0 ? 0.6 : 0.75;
    float grey = dot(lit, vec3(0.2126, 0.7152, 0.0722));
    lit = mix(mix(vec3(grey), u_hatch, 0.35), u_hatch, stripe * 0.7) * keep + vec3(grey) * (1.0 - keep) * 0.3;
    plain = 1.0;
  } else if (fed && status >= 2) {
    float dash = step(0.5, fract(above / 3.0)) * edge;
    lit = mix(lit, u_select, dash * 0.6);
  }
  if ((flags & ${FLAG.hover}) != 0) lit += (u_hover * 0.16 + albedo * 0.35) * (0.6 + 0.4 * facing);
  if ((flags & ${FLAG.selected}) != 0) {
    float shine = clamp(pow(1.0 - facing, 2.0) * 0.9 + edge * (1.0 - roofness) + roofness * 0.22, 0.0, 1.0);
    lit = mix(lit + albedo * 0.6, u_select, shine);
    plain = min(plain, 1.0 - 0.8 * shine);
  }
  material.diffuse = lit;
  material.alpha = plain;
}`;

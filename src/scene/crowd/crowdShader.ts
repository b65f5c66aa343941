/**
 * A crowd on the ground: cells in the colour of the level that its density reaches, one dot for each person where the eye is near enough,
 * arrows on the rim that point in and out, longer for more people. What is not live is grey and striped, without dots and arrows.
 * Metres east and north of the counter come from the texture coordinate; the mesh reaches `meshReach` radii.
 */
/** Radii that the mesh reaches from its middle: room for the arrows. */
export const meshReach = 1.45;

export const crowdShaderSource = /* glsl */ `
float crowdHash(vec2 p) { vec3 q = fract(vec3(p.xyx) * 0.1031); q += dot(q, q.yzx + 33.33); return fract((q.x + q.y) * q.z); }

/* Nearest centre of a honeycomb with this width across flats; xy = centre, z = distance from the cell's edge. */
vec3 crowdCell(vec2 p, float width) {
  vec2 step_ = vec2(1.0, 1.7320508) * width;
  vec2 a = (floor(p / step_) + 0.5) * step_;
  vec2 b = floor(p / step_ + 0.5) * step_;
  vec2 centre = dot(p - a, p - a) < dot(p - b, p - b) ? a : b;
  vec2 q = abs(p - centre);
  return vec3(centre, width * 0.5 - max(q.x, q.x * 0.5 + q.y * 0.8660254));
}

/* Coverage of an arrow from the origin along x. */
float crowdArrow(vec2 q, float len, float half_, float pixel) {
  float head = half_ * 2.2;
  float shaft = min(min(q.x, len - head - q.x), half_ * 0.42 - abs(q.y));
  float tip = min(q.x - (len - head), (len - q.x) * half_ / head - abs(q.y));
  return smoothstep(-pixel, pixel, max(shaft, tip));
}

czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  vec2 p = (materialInput.st - 0.5) * 2.0 * radius * ${meshReach};
  float pixel = max(max(fwidth(p.x), fwidth(p.y)) * 0.6, 0.01);
  vec3 cell = crowdCell(p, clamp(radius / 6.0, 3.0, 7.0));
  float inside = step(length(cell.xy), radius * 0.97);
  float gap = smoothstep(0.12 - pixel, 0.12 + pixel, cell.z);
  vec3 fill = colour;
  float alpha = inside * mix(0.62, 1.0, gap) * (0.30 + 0.05 * min(density, 6.0));
  if (live > 0.5) {
    /* Places for persons stand fixed, 0.4 m apart; how many are taken is the density. So a rising crowd fills up and nobody jumps. */
    vec2 spot = floor(p / 0.4);
    vec2 jitter = (vec2(crowdHash(spot), crowdHash(spot + 17.0)) - 0.5) * 0.12;
    float person = smoothstep(0.14 + pixel, 0.14 - pixel, length(p - (spot + 0.5) * 0.4 - jitter)) * step(crowdHash(spot + 5.3), density * 0.16);
    float seen = 1.0 - smoothstep(0.08, 0.26, pixel);
    fill = mix(fill, ink, person * seen * inside);
    alpha = max(alpha, person * seen * inside * 0.9);
    float turn = atan(p.y, p.x);
    float spoke = floor(turn / 0.7853982 + 0.5);
    float axis = spoke * 0.7853982;
    vec2 q = vec2(dot(p, vec2(cos(axis), sin(axis))), dot(p, vec2(-sin(axis), cos(axis))));
    bool inward = mod(spoke, 2.0) < 0.5;
    float share = inward ? flows.x : flows.y;
    if (share >= 0.0) {
      float len = radius * (0.12 + 0.26 * sqrt(share));
      float along = q.x - radius * 1.04;
      float cover = crowdArrow(vec2(inward ? len - along : along, q.y), len, radius * 0.075, pixel);
      float rim = crowdArrow(vec2((inward ? len - along : along) + radius * 0.015, q.y), len + radius * 0.03, radius * 0.095, pixel);
      fill = mix(mix(fill, paper, rim), ink, cover);
      alpha = max(alpha, max(cover, rim * 0.6));
    }
  } else {
    float stripe = smoothstep(0.42, 0.5, abs(fract((p.x + p.y) / (radius * 0.16)) - 0.5) * 2.0);
    fill = mix(colour, paper, stripe * 0.7);
    alpha = inside * 0.42;
  }
  material.diffuse = fill;
  material.alpha = alpha;
  return material;
}`;

/**
 * Rivers as the eye knows them: dark and clear when looked into, sky when looked along (Fresnel), a path of light towards the lamp
 * side, ripples that fade before they flicker, and a pale rim where the bank is shallow. Depth comes from the globe's own depth buffer.
 */
export const waterShaderSource = /* glsl */ `
float waterHash(vec2 p) { vec3 q = fract(vec3(p.xyx) * 0.1031); q += dot(q, q.yzx + 33.33); return fract((q.x + q.y) * q.z); }

/* Value noise with its gradient: x = value, yz = slope. */
vec3 waterNoise(vec2 p) {
  vec2 cell = floor(p);
  vec2 f = fract(p);
  vec2 u = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
  vec2 du = 30.0 * f * f * (f * (f - 2.0) + 1.0);
  float a = waterHash(cell), b = waterHash(cell + vec2(1.0, 0.0)), c = waterHash(cell + vec2(0.0, 1.0)), d = waterHash(cell + vec2(1.0, 1.0));
  return vec3(a + (b - a) * u.x + (c - a) * u.y + (a - b - c + d) * u.x * u.y, du * (vec2(b - a, c - a) + (a - b - c + d) * u.yx));
}

czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  vec3 positionEC = -materialInput.positionToEyeEC;
  float distance = length(positionEC);
  vec3 toEyeEC = -positionEC / distance;
  vec3 toEye = vec3(dot(toEyeEC, eastEC), dot(toEyeEC, northEC), dot(toEyeEC, upEC));
  vec2 place = eyePlace.xy + vec2(dot(positionEC, eastEC), dot(positionEC, northEC));

  /* Metres of water under this pixel, straight down, from the bed that the globe drew. */
  float bed = czm_unpackDepth(texture(czm_globeDepthTexture, gl_FragCoord.xy / czm_viewport.zw));
  vec4 bedEC = czm_windowToEyeCoordinates(gl_FragCoord.xy, bed);
  float depth = bed <= 0.0 ? 20.0 : max(length(bedEC.xyz / bedEC.w) - distance, 0.0) * max(toEye.z, 0.02);

  float pixel = distance * pixelAngle / max(toEye.z, 0.05);
  float t = clock;
  vec2 slope = vec2(0.0);
  vec3 swell = waterNoise(place / 46.0 + vec2(t * 0.055, -t * 0.03));
  slope += swell.yz * 0.020 * (1.0 - smoothstep(14.0, 46.0, pixel));
  vec3 wave = waterNoise(place / 13.0 + vec2(-t * 0.12, t * 0.10) + swell.x);
  slope += wave.yz * 0.040 * (1.0 - smoothstep(4.0, 13.0, pixel));
  vec3 ripple = waterNoise(place / 4.1 + vec2(t * 0.31, t * 0.17) + wave.x * 0.7);
  slope += ripple.yz * 0.045 * (1.0 - smoothstep(1.2, 4.0, pixel));
  vec3 normal = normalize(vec3(-slope, 1.0));

  float facing = clamp(dot(normal, toEye), 0.0, 1.0);
  float fresnel = 0.03 + 0.90 * pow(1.0 - facing, 4.2);
  vec3 mirrored = reflect(-toEye, normal);
  float towards = 0.5 + 0.5 * dot(normalize(mirrored.xy + 1e-5), normalize(light.xy));
  vec3 heaven = mix(horizon, sky, smoothstep(0.0, 0.65, mirrored.z));
  heaven += glow * pow(towards, 3.0) * exp(-max(mirrored.z, 0.0) * 3.2);

  /* Broad currents: long pale streaks that say which way it flows and break the plain fill. */
  float current = waterNoise(place * vec2(1.0, 0.45) / 260.0 + vec2(t * 0.012, 0.0)).x * 0.6 + waterNoise(place / 95.0).x * 0.4;
  vec3 body = mix(shallow, deep, smoothstep(0.0, 9.0, depth));
  body *= 0.92 + 0.22 * smoothstep(0.35, 0.75, current);
  vec3 colour = mix(body, heaven, fresnel * (0.82 + 0.3 * current));

  float rough = smoothstep(2.0, 30.0, pixel);
  float lamp = max(dot(mirrored, light), 0.0);
  colour += glint * (pow(lamp, mix(260.0, 60.0, rough)) * mix(0.95, 0.35, rough) + pow(lamp, 14.0) * 0.16) * smoothstep(0.0, 1.5, depth);

  float rim = 1.0 - smoothstep(0.0, 0.5 + pixel * 0.6, depth);
  float lap = 0.55 + 0.45 * waterNoise(place / 6.0 + t * 0.2).x;
  colour = mix(colour, glint, rim * lap * foam);
  colour = mix(colour, tint.rgb, tint.a);
  material.diffuse = colour;
  material.alpha = 1.0;
  return material;
}`;

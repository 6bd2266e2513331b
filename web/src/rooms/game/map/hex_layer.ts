// Hexagons with their borders, rivers, roads and relief, in one instanced draw of WebGL 2. Every line is drawn by the fragment
// shader from its distance to a side, so that a new turn costs a few uploads and a move of the view nothing but uniforms.
import { kRiver, kRoad, rgb } from './palette';
import type { Painting } from './paint';
import type { Theme } from '../../../theme/theme.svelte';
import type { View } from './view';
import type { World } from './world';

const kVertex = `#version 300 es
precision highp float;
layout(location = 0) in vec2 centre;
layout(location = 1) in vec4 fill;
layout(location = 2) in vec4 stripe;
layout(location = 3) in vec4 border;
layout(location = 4) in uvec4 sides;
layout(location = 5) in uvec4 signs;
uniform vec2 u_middle;
uniform vec2 u_scale; // from the world to -1..1
out vec2 v_place;     // in the hexagon, y upward
out vec2 v_world;
flat out vec4 v_fill;
flat out vec4 v_stripe;
flat out vec4 v_border;
flat out uvec4 v_sides;
flat out uvec4 v_signs;
void main() {
  float angle = radians(60.0 * float(gl_VertexID) + 30.0);
  v_place = 1.01 * vec2(cos(angle), sin(angle));
  v_world = centre + vec2(v_place.x, -v_place.y);
  v_fill = fill;
  v_stripe = stripe;
  v_border = border;
  v_sides = sides;
  v_signs = signs;
  gl_Position = vec4((v_world - u_middle) * u_scale * vec2(1.0, -1.0), 0.0, 1.0);
}`;

const kFragment = `#version 300 es
precision highp float;
in vec2 v_place;
in vec2 v_world;
flat in vec4 v_fill;
flat in vec4 v_stripe;
flat in vec4 v_border;
flat in uvec4 v_sides;
flat in uvec4 v_signs;
uniform float u_pixel; // of the world
uniform float u_signs; // how strongly relief is drawn
uniform vec3 u_river;
uniform vec3 u_road;
uniform vec3 u_ink;
uniform vec3 u_light;
out vec4 colour;

const vec2 kNormals[6] = vec2[6](vec2(1.0, 0.0), vec2(0.5, 0.8660254), vec2(-0.5, 0.8660254), vec2(-1.0, 0.0),
                                 vec2(-0.5, -0.8660254), vec2(0.5, -0.8660254));

float covered(float distance) { return clamp(0.5 - distance / u_pixel, 0.0, 1.0); }
float segment(vec2 p, vec2 a, vec2 b) {
  vec2 along = b - a;
  return length(p - a - along * clamp(dot(p - a, along) / dot(along, along), 0.0, 1.0));
}
// A triangle standing on its base; negative inside.
float peak(vec2 p, float half_width, float height) {
  float slope = abs(p.x) * height - (height - p.y) * half_width;
  return max(-p.y, slope / length(vec2(height, half_width)));
}
void main() {
  vec3 shade = v_fill.rgb;
  if (v_stripe.a > 0.0) {
    float phase = abs(fract((v_world.x + v_world.y) * 0.9) - 0.5) - 0.25;
    shade = mix(shade, v_stripe.rgb, clamp(0.5 + phase * 1.1 / u_pixel, 0.0, 1.0));
  }
  if (u_signs > 0.0) {
    vec2 p = v_place;
    if (v_signs.x == 1u) {
      float d = min(abs(length(p - vec2(-0.18, -0.28)) - 0.3), 9.0);
      float one = covered(max(d - 0.04, -(p.y + 0.2)));
      float e = abs(length(p - vec2(0.24, -0.34)) - 0.26);
      float two = covered(max(e - 0.04, -(p.y + 0.26)));
      shade = mix(shade, u_ink, 0.42 * u_signs * max(one, two));
    } else if (v_signs.x >= 2u) {
      vec2 q = p - vec2(-0.02, -0.42);
      float big = peak(q, 0.46, 0.84);
      float small = peak(p - vec2(0.36, -0.42), 0.28, 0.46);
      shade = mix(shade, mix(shade, q.x < 0.0 ? u_light : u_ink, q.x < 0.0 ? 0.5 : 0.6), u_signs * covered(big));
      shade = mix(shade, mix(shade, u_ink, 0.35), u_signs * covered(max(small, -big)));
      if (v_signs.x == 3u) shade = mix(shade, vec3(0.85, 0.3, 0.16), u_signs * covered(max(peak(q - vec2(0.0, 0.52), 0.18, 0.32), big)));
    }
    if (v_signs.y > 0u) {
      float size = v_signs.y == 1u ? 0.13 : 0.07;
      float d = length(p - vec2(-0.36, 0.3)) - size;
      d = min(d, length(p - vec2(0.02, 0.44)) - size);
      d = min(d, length(p - vec2(0.4, 0.26)) - size);
      d = min(d, length(p - vec2(0.12, 0.12)) - size);
      d = min(d, length(p - vec2(-0.48, -0.06)) - size);
      vec3 leaf = mix(vec3(0.16, 0.3, 0.13), u_ink, 0.25);
      shade = mix(shade, leaf, (v_signs.y == 1u ? 0.75 : 0.5) * u_signs * covered(d));
    }
  }
  float wide = max(0.15, 2.0 * u_pixel);
  float thin = max(0.03, 0.55 * u_pixel);
  float river = max(0.07, 0.8 * u_pixel);
  float road = max(0.06, 0.7 * u_pixel);
  float near_road = (v_sides.w & 64u) != 0u ? length(v_place) - 1.4 * road : 9.0;
  float near_river = 9.0, near_city = 9.0, near_nation = 9.0;
  uint any = v_sides.x | v_sides.y | v_sides.z | (v_sides.w & 63u);
  for (int side = 0; any != 0u && side < 6; ++side) {
    uint bit = 1u << uint(side);
    if ((any & bit) == 0u) continue;
    vec2 normal = kNormals[side];
    float distance = 0.8660254 - dot(v_place, normal);
    if ((v_sides.x & bit) != 0u) near_nation = min(near_nation, distance);
    if ((v_sides.y & bit) != 0u) near_city = min(near_city, distance);
    if ((v_sides.z & bit) != 0u) near_river = min(near_river, distance);
    if ((v_sides.w & bit) != 0u) near_road = min(near_road, segment(v_place, vec2(0.0), normal * 0.88) - road);
  }
  shade = mix(shade, u_ink, 0.55 * covered(near_city - thin));
  shade = mix(shade, u_river, covered(near_river - river));
  shade = mix(shade, v_border.rgb, covered(near_nation - wide));
  shade = mix(shade, u_ink, 0.8 * covered(near_nation - max(0.025, 0.5 * u_pixel)));
  shade = mix(shade, u_road, 0.9 * covered(near_road));
  if (v_signs.z == 1u) shade = mix(shade, u_ink, 0.2);
  colour = vec4(shade, 1.0);
}`;

const kUniforms = ['u_middle', 'u_scale', 'u_pixel', 'u_signs', 'u_river', 'u_road', 'u_ink', 'u_light'] as const;

type Places = Record<(typeof kUniforms)[number], WebGLUniformLocation | null>;

export class HexLayer {
  readonly #gl: WebGL2RenderingContext;
  readonly #places: Places;
  readonly #buffers: WebGLBuffer[] = [];
  readonly #count: number;

  /** null: this browser has no WebGL 2. The layer is as good as its context: make a new one after it was lost. */
  static on(canvas: HTMLCanvasElement, world: World): HexLayer | null {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    return gl ? new HexLayer(gl, world) : null;
  }

  private constructor(gl: WebGL2RenderingContext, world: World) {
    this.#gl = gl;
    this.#count = world.count;
    const program = gl.createProgram();
    for (const [kind, text] of [
      [gl.VERTEX_SHADER, kVertex],
      [gl.FRAGMENT_SHADER, kFragment],
    ] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      const logs = gl.getAttachedShaders(program)?.map((shader) => gl.getShaderInfoLog(shader));
      throw new Error(`The map's shader does not run here. ${logs?.join(' ')}`);
    }
    gl.useProgram(program);
    const places = kUniforms.map((name) => [name, gl.getUniformLocation(program, name)]);
    this.#places = Object.fromEntries(places) as Places;
    this.#attribute(0, 2, gl.FLOAT, world.centres);
    for (let at = 1; at <= 5; ++at) this.#attribute(at, 4, gl.UNSIGNED_BYTE, new Uint8Array(4 * world.count));
  }

  #attribute(at: number, size: number, type: number, data: Float32Array | Uint8Array) {
    const gl = this.#gl;
    const buffer = gl.createBuffer();
    this.#buffers[at] = buffer;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(at);
    if (at >= 4) gl.vertexAttribIPointer(at, size, type, 0, 0);
    else gl.vertexAttribPointer(at, size, type, type === gl.UNSIGNED_BYTE, 0, 0);
    gl.vertexAttribDivisor(at, 1);
  }

  upload({ fill, stripe, border, sides, signs }: Painting) {
    const gl = this.#gl;
    [fill, stripe, border, sides, signs].forEach((data, at) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffers[at + 1]!);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, data);
    });
  }

  /** `ratio`: pixels of the screen for one of CSS. `signs`: how strongly relief is drawn, 0 to 1. */
  draw(view: View, ratio: number, theme: Theme, page: string, signs: number) {
    const gl = this.#gl;
    const at = this.#places;
    const unit = (hex: string) => rgb(hex).map((part) => part / 255) as [number, number, number];
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(...unit(page), 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(at.u_middle, view.x, view.y);
    gl.uniform2f(at.u_scale, (2 * view.scale) / view.width, (2 * view.scale) / view.height);
    gl.uniform1f(at.u_pixel, 1 / (view.scale * ratio));
    gl.uniform1f(at.u_signs, signs * Math.max(0, Math.min(1, (view.scale - 6) / 5)));
    gl.uniform3f(at.u_river, ...unit(kRiver[theme]));
    gl.uniform3f(at.u_road, ...unit(kRoad[theme]));
    gl.uniform3f(at.u_ink, ...unit(theme === 'dark' ? '#0f0b08' : '#3a2c1e'));
    gl.uniform3f(at.u_light, ...unit(theme === 'dark' ? '#a39a90' : '#ffffff'));
    gl.drawArraysInstanced(gl.TRIANGLE_FAN, 0, 6, this.#count);
  }
}

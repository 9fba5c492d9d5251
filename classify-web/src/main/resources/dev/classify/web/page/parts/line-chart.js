import {Component, html, nothing} from '../core/component.js';
import {styled} from '../core/styled.js';

const HEIGHT = 190;

const load = () => import('../lib/uplot/uPlot.esm.js');

/** Loaded when the first chart is shown, as most pages have none; tried again if the network fails. */
const library = () => load().catch(load).then(module => module.default);

/** With fewer values each is drawn as a point: a line would hardly be seen. */
const POINTS_FROM = 5;

/** From the first to the last time; half a minute around a single one, which has no span. */
function timeRange(times) {
  const [first, last] = [times[0], times.at(-1)];
  return first === last ? [first - 30, last + 30] : [first, last];
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

const clock = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const second = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const day = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'});

/** Times of an axis: with seconds where minutes would repeat, and dates where the chart spans days. */
function timeTicks(ticks) {
  const span = ticks.length > 1 ? ticks.at(-1) - ticks[0] : 0;
  const format = span > 86_400 * 2 ? day : span < 240 ? second : clock;
  return ticks.map(tick => format.format(new Date(tick * 1_000)));
}

/**
 * Lines over time.
 *
 * `times` are seconds since 1970; each of `series` has `label`, `values`, `color` (a number of the
 * palette, or `limit` for a dashed line) and perhaps `fill`; `format` writes a value.
 */
class LineChart extends Component {
  static properties = {times: {attribute: false}, series: {attribute: false}, format: {attribute: false}, label: {}, at: {state: true}};

  constructor() {
    super();
    this.times = [];
    this.series = [];
    this.format = String;
    this.label = '';
    this.at = null;
    this.rebuild = () => this.build();
    this.sizes = new ResizeObserver(() => this.plot?.setSize(this.size()));
  }

  connectedCallback() {
    super.connectedCallback();
    dark.addEventListener('change', this.rebuild);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    dark.removeEventListener('change', this.rebuild);
    this.sizes.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  updated(changed) {
    if (!changed.has('times') && !changed.has('series')) {
      return;
    }
    const same = this.plot?.series.length === this.series.length + 1 && (this.plot.data[0].length < POINTS_FROM) === (this.times.length < POINTS_FROM);
    if (same) {
      this.plot.setData(this.data());
    } else {
      this.build();
    }
  }

  data() {
    return [this.times, ...this.series.map(line => line.values)];
  }

  size() {
    return {width: Math.max(120, this.querySelector('.plot').clientWidth), height: HEIGHT};
  }

  color(name) {
    const token = name === 'limit' ? '--line-strong' : `--series-${name}`;
    return getComputedStyle(this).getPropertyValue(token).trim();
  }

  async build() {
    const UPlot = await library();
    const place = this.querySelector('.plot');
    if (!this.isConnected || !place || this.times.length === 0) {
      return;
    }
    this.plot?.destroy();
    this.plot = new UPlot(this.options(), this.data(), place);
    this.sizes.observe(place);
  }

  options() {
    const style = getComputedStyle(this);
    const soft = style.getPropertyValue('--text-soft').trim();
    const axis = {stroke: soft, font: `11px ${style.fontFamily}`, ticks: {show: false}};
    const grid = {stroke: style.getPropertyValue('--grid').trim(), width: 1};
    return {
      ...this.size(),
      padding: [8, 24, 0, 0],
      legend: {show: false},
      cursor: {y: false, points: {size: 6}, drag: {x: false, y: false}},
      scales: {x: {range: () => timeRange(this.times)}, y: {range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1]}},
      axes: [
        {...axis, grid: {show: false}, values: (_, ticks) => timeTicks(ticks), space: 70, size: 26},
        {...axis, grid, values: (_, ticks) => ticks.map(this.format), size: 58, space: 36},
      ],
      series: [{}, ...this.series.map(line => this.lineOptions(line))],
      hooks: {setCursor: [plot => (this.at = plot.cursor.idx ?? null)]},
    };
  }

  lineOptions(line) {
    const color = this.color(line.color);
    const limit = line.color === 'limit';
    return {
      label: line.label,
      stroke: color,
      width: 1.75,
      dash: limit ? [5, 4] : undefined,
      fill: line.fill ? color + '1f' : undefined,
      points: {show: this.times.length < POINTS_FROM, size: 6},
      spanGaps: limit,
    };
  }

  /** The values where the pointer is, otherwise the last ones. */
  legend() {
    const at = this.at ?? this.times.length - 1;
    return this.series.map(line => html`
      <li><i ${styled({'border-color': `var(${line.color === 'limit' ? '--line-strong' : `--series-${line.color}`})`})} class=${line.color === 'limit' ? 'dashed' : ''}></i>
        ${line.label} <b>${line.values[at] === null || line.values[at] === undefined ? '–' : this.format(line.values[at])}</b></li>`);
  }

  view() {
    const none = this.times.length === 0;
    return html`
      <ul class="legend">${none ? nothing : this.legend()}
        ${this.at === null || none ? nothing : html`<li class="at">${clock.format(new Date(this.times[this.at] * 1_000))}</li>`}</ul>
      <div class="plot" role="img" aria-label=${this.label}></div>
      ${none && !this.hasAttribute('busy') ? html`<p class="soft nothing-yet over">nothing yet</p>` : nothing}`;
  }
}
customElements.define('line-chart', LineChart);

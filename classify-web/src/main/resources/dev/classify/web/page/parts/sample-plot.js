import {Component, html, svg} from '../core/component.js';

const WIDTH = 640;
const HEIGHT = 150;
const PAD = 8;

/** The sample values of an indicator as a plain line, oldest first, with its lowest and highest value. */
class SamplePlot extends Component {
  static properties = {sample: {attribute: false}};

  constructor() {
    super();
    this.sample = [];
  }

  view() {
    const points = this.sample.filter(point => Number.isFinite(Number(point.value)));
    if (points.length < 2) {
      return html`<p class="soft nothing-yet">no sample values to plot</p>`;
    }
    const values = points.map(point => Number(point.value));
    const low = Math.min(...values);
    const high = Math.max(...values);
    const x = index => PAD + (index / (values.length - 1)) * (WIDTH - 2 * PAD);
    const y = value => HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD);
    const line = values.map((value, index) => `${index ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('');
    const label = `${values.length} values from ${points[0].date ?? 'the first'} to ${points.at(-1).date ?? 'the last'}, between ${low} and ${high}`;
    return html`
      <div class="sample-scale soft small" aria-hidden="true"><span>${high}</span><span>${low}</span></div>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
        <path class="area" d="${line}L${x(values.length - 1)} ${HEIGHT}L${x(0)} ${HEIGHT}Z"></path>
        <path class="line" d=${line}></path>
        ${values.length <= 40 ? values.map((value, index) => svg`<path class="dot" d="M${x(index)} ${y(value)}h.01"></path>`) : ''}
      </svg>
      <p class="axis" aria-hidden="true"><span>${points[0].date ?? ''}</span><span>${points.at(-1).date ?? ''}</span></p>`;
  }
}
customElements.define('sample-plot', SamplePlot);

import {Component, html, nothing, svg} from '../core/component.js';

const WIDTH = 160;
const HEIGHT = 36;

/** A small line of the last values, with a dashed line at a limit. It has no axes: the number beside it has. */
class SparkLine extends Component {
  static properties = {values: {attribute: false}, limit: {attribute: false}, label: {}};

  constructor() {
    super();
    this.values = [];
    this.limit = null;
    this.label = '';
  }

  view() {
    const values = this.values;
    if (values.length < 2) {
      return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"></svg>`;
    }
    const top = Math.max(...values, this.limit ?? 0, 1);
    const x = index => (index / (values.length - 1)) * WIDTH;
    const y = value => HEIGHT - 2 - (value / top) * (HEIGHT - 6);
    const line = values.map((value, index) => `${index ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('');
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${this.label}>
        <path class="area" d="${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z"></path>
        <path class="line" d=${line}></path>
        ${this.limit ? svg`<line class="limit" x1="0" x2=${WIDTH} y1=${y(this.limit)} y2=${y(this.limit)}></line>` : nothing}
      </svg>`;
  }
}
customElements.define('spark-line', SparkLine);

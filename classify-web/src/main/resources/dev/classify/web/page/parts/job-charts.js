import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {compact, millis, money, rate} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {panel} from './facts.js';
import {shown, stale} from './states.js';
import './line-chart.js';

const NO_SERIES = {points: [], stepSeconds: 60, requestsPerMinuteBudget: null};

/** What a job did over time. */
class JobCharts extends Component {
  static properties = {jobId: {}};

  constructor() {
    super();
    this.series = new Loaded(this, signal => read(`/jobs/${encodeURIComponent(this.jobId)}/series`, {}, signal), {live: true});
  }

  view() {
    // Drawn without lines at first, so that what is below does not move.
    const series = this.series.loading ? NO_SERIES : this.series.value;
    return series ? html`${stale(this.series.problem)}<div class="panels">${this.charts(series)}</div>` : shown(this.series, () => nothing);
  }

  charts({points, stepSeconds, requestsPerMinuteBudget}) {
    const times = points.map(point => new Date(point.at) / 1_000);
    const column = name => points.map(point => point[name]);
    const perMinute = name => points.map(point => (point[name] * 60) / stepSeconds);
    let spent = 0;
    const lines = [{label: 'sent', values: perMinute('requests'), color: 2, fill: true}, {label: 'failed', values: perMinute('failed'), color: 3}];
    if (requestsPerMinuteBudget) {
      lines.push({label: 'budget', values: times.map(() => requestsPerMinuteBudget), color: 'limit'});
    }
    const chart = (title, format, series) =>
      panel(title, html`<line-chart ?busy=${this.series.loading} label="${title} over time" .times=${times} .format=${format} .series=${series}></line-chart>`);
    return html`
      ${chart('Rows per minute', compact, [
        {label: 'stored', values: perMinute('rows'), color: 1, fill: true},
        {label: 'rejected', values: perMinute('rejected'), color: 3},
      ])}
      ${chart('Requests per minute', rate, lines)}
      ${chart('Latency of requests', millis, [
        {label: 'half below', values: column('latencyP50Millis'), color: 1},
        {label: '95 % below', values: column('latencyP95Millis'), color: 3},
        {label: '99 % below', values: column('latencyP99Millis'), color: 4},
      ])}
      ${chart('Spend', money, [{label: 'spent', values: points.map(point => (spent += point.spentUsd)), color: 5, fill: true}])}`;
  }
}
customElements.define('job-charts', JobCharts);

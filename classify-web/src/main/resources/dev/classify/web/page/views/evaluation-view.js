import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {ago, confidence, exactly, number, percent} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {href, refine} from '../core/router.js';
import {fieldLabel, valueWords} from '../core/words.js';
import {accuracyBars} from '../parts/accuracy-bars.js';
import {attributeScores} from '../parts/attribute-scores.js';
import {badge} from '../parts/badge.js';
import {comparisonTable} from '../parts/comparison-table.js';
import {confusionTable} from '../parts/confusion-table.js';
import {facts, panel} from '../parts/facts.js';
import {axisFrom, sharePlot} from '../parts/share-plot.js';
import {shown} from '../parts/states.js';

const CONFUSIONS_SHOWN = 3;
const WRONG_SHOWN = 50;

/** One evaluation: accuracy by field, what confidences are worth, confusions, wrong rows, comparison. */
class EvaluationView extends Component {
  static properties = {evaluationId: {}, query: {attribute: false}};

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.evaluation = new Loaded(this, signal => read(this.path(), {}, signal));
    this.others = new Loaded(this, signal => read('/evaluations', {limit: 200}, signal));
    this.comparison = new Loaded(this, signal => {
      const before = this.query.get('before');
      return before ? read(this.path('/comparison'), {before}, signal) : null;
    });
  }

  path(part = '') {
    return `/evaluations/${encodeURIComponent(this.evaluationId)}${part}`;
  }

  willUpdate(changed) {
    if (changed.get('evaluationId')) {
      this.evaluation.restart();
    }
    if (changed.get('query') && changed.get('query').get('before') !== this.query.get('before')) {
      this.comparison.restart();
    }
  }

  view() {
    return shown(this.evaluation, evaluation => this.whole(evaluation), 8);
  }

  whole({name, gold, job, createdAt, createdBy, summary, result, wrong, wrongLeftOut}) {
    const run = result.runs[0];
    const worst = Object.entries(run.all.fields)
      .filter(([, field]) => field.accuracy.share < 1)
      .sort(([, a], [, b]) => a.accuracy.share - b.accuracy.share)
      .slice(0, CONFUSIONS_SHOWN);
    return html`
      <div class="page-head"><p class="crumb"><a href="#/quality">Quality</a></p><h1>${name}</h1></div>
      ${result.bad_labels.length ? html`<p class="notice warn">${number(result.bad_labels.length)} problems in the file of labels; the first: line ${result.bad_labels[0].line}, ${result.bad_labels[0].column} ${result.bad_labels[0].problem}; ${result.bad_labels[0].fix}</p>` : nothing}
      <div class="panel">${facts([
        {label: 'Right in all fields', value: percent(summary.allRight.share), more: `95 %: ${percent(summary.allRight.low)} to ${percent(summary.allRight.high)}`},
        {label: 'Rows', value: number(summary.answered), more: `of ${number(summary.labelled)} labelled`},
        run.certain ? {label: 'Without doubts', value: percent(run.certain.all_right.share), more: `${number(run.certain.indicators)} rows`} : null,
        {label: 'Calibration error', value: confidence(summary.calibrationError), more: run.all.calibration ? `at most ${confidence(run.all.calibration.error_bound_95)}` : 'no confidences'},
        {label: 'Brier score', value: run.all.calibration ? run.all.calibration.brier.toFixed(3) : '–', more: run.all.calibration ? `a constant has ${run.all.calibration.brier_of_constant.toFixed(3)}` : ''},
      ])}</div>
      ${panel('Accuracy by field', accuracyBars(run.all.fields))}
      ${attributeScores(run.all.attributes)}
      ${run.all.calibration ? this.confidences(run.all) : nothing}
      ${worst.length ? html`<h2 class="part-title">Where answers are wrong</h2>${worst.map(([column, field]) => confusionTable(column, field))}` : nothing}
      ${this.wrongRows(wrong, wrongLeftOut)}
      ${this.compared()}
      <p class="soft small foot">${gold} · ${job ? html`<a href=${href(['jobs', job])}>${job}</a>` : 'the newest answers'} · by ${createdBy}, <time datetime=${createdAt} title=${exactly(createdAt)}>${ago(createdAt)}</time></p>`;
  }

  confidences({calibration, coverage}) {
    const bins = calibration.bins;
    const from = axisFrom(bins.flatMap(bin => [bin.stated, bin.right]));
    const reached = coverage.filter(point => point.answers > 0);
    return html`<div class="panels">
      ${panel('Do confidences come true?', sharePlot(
        bins.map(bin => ({x: bin.stated, y: bin.right, title: `stated ${percent(bin.stated)}, right ${percent(bin.right)}, ${number(bin.answers)} values`})),
        {label: `Reliability: ${bins.map(bin => `stated ${percent(bin.stated)}, right ${percent(bin.right)}`).join('; ')}`, xName: 'stated', yName: 'right', fromX: from, fromY: from, diagonal: true}))}
      ${panel('How many can be trusted?', sharePlot(
        reached.map(point => ({x: point.share, y: point.right, title: `from ${confidence(point.confidence_from)} on: ${percent(point.share)} of the values, ${percent(point.right)} right`})),
        {label: `Coverage: ${reached.map(point => `from ${confidence(point.confidence_from)} on ${percent(point.share)} of the values, ${percent(point.right)} right`).join('; ')}`,
          xName: 'values from a confidence on', yName: 'right', fromX: 0, fromY: axisFrom(reached.map(point => point.right))}))}
    </div>`;
  }

  wrongRows(wrong, leftOut) {
    const all = this.query.get('all') === 'true';
    const rows = all ? wrong : wrong.slice(0, WRONG_SHOWN);
    return panel('Wrong rows', wrong.length === 0 ? html`<p class="soft nothing-yet">every value is right</p>` : html`
      <div class="scroll" tabindex="0" role="region" aria-label="Wrong rows"><table>
        <thead><tr><th>Indicator</th><th>Field</th><th>Label</th><th>Answer</th><th class="number">Confidence</th></tr></thead>
        <tbody>${rows.map(row => html`<tr><td><a class="mono" href=${href(['results', row.indicatorId])}>${row.indicatorId}</a></td><td>${fieldLabel(row.field)}</td>
          <td>${valueWords(row.label)} ${row.doubtful ? badge('doubtful', 'warn') : nothing}</td><td>${valueWords(row.answer)}</td><td class="number">${confidence(row.confidence)}</td></tr>`)}</tbody></table></div>
      ${rows.length < wrong.length ? html`<p class="pager"><button @click=${() => refine({all: 'true'}, {replace: true})}>Show all ${number(wrong.length)}</button></p>` : nothing}
      ${all && leftOut ? html`<p class="soft small pager">${number(leftOut)} more are not listed.</p>` : nothing}`,
      {aside: html`<span class="soft small">${number(wrong.length + leftOut)}</span>`, flush: true});
  }

  compared() {
    const others = (this.others.value?.items ?? []).filter(one => one.evaluation !== this.evaluationId);
    if (others.length === 0) {
      return nothing;
    }
    const before = this.query.get('before') ?? '';
    const choice = html`<label>with <select @change=${event => refine({before: event.target.value}, {replace: true})}>
      <option value="">choose an evaluation</option>
      ${others.map(one => html`<option value=${one.evaluation} ?selected=${one.evaluation === before}>${one.name}, ${ago(one.createdAt)}</option>`)}</select></label>`;
    return panel('Compared', before ? shown(this.comparison, comparison => (comparison ? comparisonTable(comparison) : nothing), 4) : html`<p class="soft nothing-yet">See what has changed since another evaluation.</p>`, {aside: choice, flush: true});
  }
}
customElements.define('evaluation-view', EvaluationView);

import {Component, html, nothing} from '../core/component.js';
import {read} from '../core/api.js';
import {ago, confidence, exactly} from '../core/format.js';
import {Loaded} from '../core/loaded.js';
import {href} from '../core/router.js';
import {may} from '../core/session.js';
import {ATTRIBUTES, deciderWords, FIELDS, valueWords} from '../core/words.js';
import {badge} from '../parts/badge.js';
import {evidence} from '../parts/evidence.js';
import {panel} from '../parts/facts.js';
import {meter} from '../parts/result-table.js';
import {sourceFields} from '../parts/source-fields.js';
import {shown} from '../parts/states.js';
import '../parts/request-exchange.js';
import '../parts/sample-plot.js';

/** One indicator: its source, its answer with the evidence, earlier answers, and what a model said. */
class IndicatorView extends Component {
  static properties = {indicatorId: {}};

  constructor() {
    super();
    this.detail = new Loaded(this, signal => read(`/results/${encodeURIComponent(this.indicatorId)}`, {}, signal));
  }

  willUpdate(changed) {
    if (changed.get('indicatorId')) {
      this.detail.restart();
    }
  }

  view() {
    return shown(this.detail, detail => this.whole(detail), 8);
  }

  whole({indicatorId, result, rejection, evidence: found, attributes, sdmx, history, decisions, requests}) {
    const indicator = result?.indicator;
    return html`
      <div class="page-head">
        <p class="crumb"><a href="#/results">Results</a></p>
        <h1>${result?.name ?? indicatorId}</h1>
        ${result?.reason ? badge('waits for review', 'warn') : nothing}
        ${result?.reviewedBy ? badge(`judged by ${result.reviewedBy}`, 'good') : nothing}
        ${result && may('reviewer') ? html`<div class="actions"><a class="button" href=${href(['review'], {id: indicatorId})}>Judge</a></div>` : nothing}
      </div>
      ${rejection ? html`<p class="notice bad">Rejected at the stage ${rejection.stage}: ${rejection.reason}</p>` : nothing}
      <div class="split">
        <div>
          ${result ? panel('Answer', this.answer(result), {aside: meter(result.confidence), flush: true}) : nothing}
          ${result?.reasoning ? panel('Why', html`<p>${result.reasoning}</p>`) : nothing}
          ${attributes.length ? panel('Joined on', this.joinedOn(attributes, sdmx), {flush: true}) : nothing}
          ${panel('Evidence of the rules', evidence(found), {flush: true})}
        </div>
        <div>
          ${panel('Sample', html`<sample-plot .sample=${indicator?.sample_values ?? []}></sample-plot>`)}
          ${panel('Source', sourceFields(indicatorId, indicator), {flush: true})}
          ${panel('History', this.history(history), {flush: true})}
          ${decisions.length ? panel('Decisions of people', this.decisions(decisions), {flush: true}) : nothing}
          ${requests.length ? panel('Exchange with the model', html`
            <request-exchange .about=${result.name} .requests=${requests.map(({request}) => request)}></request-exchange>`) : nothing}
        </div>
      </div>`;
  }

  answer({answer, decidedBy, model}) {
    return html`<dl class="pairs">${FIELDS.map(([key, label]) => {
      const by = decidedBy?.[key];
      return html`<div><dt>${label}</dt><dd><b>${valueWords(answer[key])}</b>
        <span class="soft small">${by ? `${deciderWords(by.kind)} · ${confidence(by.confidence)}` : model ?? ''}</span></dd></div>`;
    })}</dl>`;
  }

  /** What texts state for joining the series with others, and its codes in SDMX. */
  joinedOn(stated, sdmx) {
    return html`<dl class="pairs attributes">${stated.map(one => html`
      <div><dt>${ATTRIBUTES[one.attribute] ?? one.attribute}</dt><dd><b>${one.value}</b>
        <span class="soft small">${one.evidence} · ${confidence(one.confidence)}</span></dd></div>`)}
      ${Object.entries(sdmx).map(([concept, code]) => html`
      <div><dt class="small">${concept}</dt><dd><code>${code}</code></dd></div>`)}</dl>`;
  }

  history(entries) {
    if (entries.length === 0) {
      return html`<p class="soft nothing-yet">no earlier answer</p>`;
    }
    return html`<ol class="history">${entries.map(past => html`
      <li>${past.answer ? html`
          <p><b>${valueWords(past.answer.indicatorType)}</b> <span class="soft">${valueWords(past.answer.unitType)}, ${valueWords(past.answer.reportingFrequency)}</span>
            <span class="push">${confidence(past.confidence)}</span></p>` : html`<p class="bad">${past.stage}: ${past.reason}</p>`}
        <p class="soft small"><time datetime=${past.at} title=${exactly(past.at)}>${ago(past.at)}</time> · ${past.reviewedBy ?? past.model ?? 'rules'}
          · <a href=${href(['jobs', past.job])}>${past.job}</a></p></li>`)}</ol>`;
  }

  decisions(decisions) {
    return html`<ol class="history">${decisions.map(decision => html`
      <li><p><b>${decision.action}</b> <span class="soft">by ${decision.reviewer}</span></p>
        <p class="soft small"><time datetime=${decision.decidedAt} title=${exactly(decision.decidedAt)}>${ago(decision.decidedAt)}</time>${decision.note ? ` · ${decision.note}` : nothing}</p></li>`)}</ol>`;
  }
}
customElements.define('indicator-view', IndicatorView);

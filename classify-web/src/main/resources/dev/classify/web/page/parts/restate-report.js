import {html, nothing} from '../core/component.js';
import {ago, duration, exactly, number} from '../core/format.js';
import {badge} from './badge.js';
import {facts, panel} from './facts.js';

/** After this time without an answer, nobody is there who could give one. */
const PATIENCE_SECONDS = 30;

/** From the submission of a batch to its end. */
const STATES = ['waiting', 'running', 'suspended', 'retrying', 'paused', 'failed'];

const ALL_ROLES = 4;

const TONES = {ok: 'good', skipped: 'soft', failed: 'bad'};

/** What a program that reaches Restate has seen of it: workers do not reach it. */
export function restateReport(restate) {
  const {report} = restate;
  return html`
    <div class="section-head"><h2>Restate</h2><p class="soft small" role="status">${whenSeen(restate)}</p></div>
    ${report ? html`<div class="panels">
      ${panel('Nodes', nodes(report.nodes, report.partitions ?? []), {flush: true, wide: true})}
      ${panel('Partitions', partitions(report.partitions), {flush: true})}
      ${panel('Checks', checks(report.checks), {aside: verdict(report.checks)})}
      ${panel('Batches of all jobs', batches(report.batches), {wide: true})}
    </div>` : nothing}`;
}

function whenSeen({askedAt, pending, madeAt}) {
  const waited = pending ? (Date.now() - new Date(askedAt)) / 1_000 : 0;
  const seen = madeAt ? html`as seen <span title=${exactly(madeAt)}>${ago(madeAt)}</span>` : nothing;
  if (waited > PATIENCE_SECONDS) {
    return html`${seen}${madeAt ? '; ' : ''}<span class="warn">nobody answers for ${duration(waited)}: does <code>classify runner</code> run?</span>`;
  }
  return pending && !madeAt ? 'looking …' : seen;
}

const cell = value => value ?? '–';

function nodes(list, parts) {
  const led = Map.groupBy(parts, part => part.leader);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of nodes"><table>
    <thead><tr><th>Node</th><th>State</th><th>Version</th><th class="number">Partitions led</th><th>Oldest snapshot</th><th>Roles</th></tr></thead>
    <tbody>${list.map(node => html`<tr><td class="nowrap" title=${node.address ?? nothing}><b>${node.node}</b></td><td>${nodeBadge(node)}</td><td>${cell(node.version)}</td>
      <td class="number">${parts.length ? number(led.get(node.node)?.length ?? 0) : '–'}</td>
      <td>${node.oldestSnapshotSeconds === null ? '–' : `${duration(node.oldestSnapshotSeconds)} old`}</td>
      <td class="soft nowrap" title=${node.roles.join(', ')}>${roles(node.roles)}</td></tr>`)}</tbody></table></div>`;
}

const roles = list => (list.length === ALL_ROLES ? 'all' : list.join(', ') || '–');

function nodeBadge({up, state, storage}) {
  if (!up) {
    return badge('does not answer', 'bad');
  }
  const odd = [state !== 'alive' && state, storage !== 'read-write' && storage].filter(Boolean);
  return odd.length ? badge(odd.join(', '), 'warn') : badge('up', 'good');
}

function partitions(list) {
  return list === null ? html`<p class="soft nothing-yet">not known here; the checks say why</p>` : html`
    <div class="scroll" tabindex="0" role="region" aria-label="Table of partitions"><table>
      <thead><tr><th class="number">No.</th><th>Leader</th><th class="number" title="The last record of its log that was applied">Applied</th>
        <th class="number" title="Records that its slowest copy is behind">Lag</th><th class="number" title="Records since its last snapshot">Unsaved</th></tr></thead>
      <tbody>${list.map(part => html`<tr title="copies on ${part.replicas.join(', ')}"><td class="number">${part.partition}</td>
        <td class="nowrap">${part.leader ?? badge('none', 'bad')}</td><td class="number">${number(part.applied)}</td><td class="number">${number(part.lag)}</td>
        <td class="number">${part.snapshot ? number(part.applied - part.snapshot) : html`<span class="soft">all</span>`}</td></tr>`)}</tbody></table></div>`;
}

const verdict = list => {
  const count = list.filter(({result}) => result === 'failed').length;
  return count ? badge(`${count} failed`, 'bad') : badge('all pass', 'good');
};

/** Text with its commands, which stand between backticks, as code. */
const commands = text => text.split('`').map((part, i) => (i % 2 ? html`<code>${part}</code>` : part));

const checks = list => html`<ul class="checks">${list.map(({check, result, seen, fix}) => html`
  <li>${badge(result, TONES[result])}<div><b>${check}</b> <span class="soft">${commands(seen)}</span>${fix ? html`<p class="fix">${commands(fix)}</p>` : nothing}</div></li>`)}</ul>`;

const batches = byState => byState === null ? html`<p class="soft nothing-yet">no node answers</p>` : facts(
  STATES.filter(state => byState[state]).map(state => ({state, ...byState[state]})).map(({state, batches: count, oldestSeconds}) => ({
    label: state,
    value: number(count),
    more: count ? `oldest ${duration(oldestSeconds)}` : '',
    tone: count && (state === 'paused' || state === 'failed') ? 'bad' : '',
  })));

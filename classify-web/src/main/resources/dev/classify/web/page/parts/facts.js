import {html, nothing} from '../core/component.js';

/** A row of numbers with what they are, and a line below each. */
export const facts = list => html`
  <dl class="facts">${list.filter(Boolean).map(fact => html`
    <div><dt>${fact.label}</dt><dd class=${fact.tone ?? ''}>${fact.value}</dd>
      ${fact.more ? html`<dd class="more" title=${fact.more}>${fact.more}</dd>` : nothing}</div>`)}
  </dl>`;

/** A framed part of a page with a title. */
export const panel = (title, content, {aside = nothing, wide = false, flush = false} = {}) => html`
  <section class="panel ${wide ? 'wide' : ''} ${flush ? 'flush' : ''}" aria-label=${title}>
    <header><h2>${title}</h2><div class="aside">${aside}</div></header>
    ${content}
  </section>`;

import {html} from '../core/component.js';

export const FIELDS = ['indicator_id', 'name', 'units', 'long_name', 'description', 'periodicity', 'aggregation_method', 'scale', 'topic',
  'category_group', 'dataset', 'currency_code', 'source_name', 'source_url', 'sample_values'];

/** What a column may state beside the fields. */
const ATTRIBUTES = ['seasonal_adjustment', 'price_basis', 'base_period', 'transformation', 'reference_area', 'sector', 'denominator'];

/**
 * The columns of a file, each with a value and the field that it is read as.
 *
 * @param preview as the API gives it
 * @param choose called with a column and a field, which is empty for a column that is ignored
 */
export const columnMap = (preview, choose) => html`
  <div class="scroll" tabindex="0" role="region" aria-label="Columns"><table class="columns">
    <thead><tr><th>Column</th><th>First value</th><th>Read as</th></tr></thead>
    <tbody>${preview.columns.map((column, index) => html`
      <tr><td class="mono">${column.name}</td>
        <td class="soft value-of"><span class="cut">${preview.sample.map(row => row.values[index]).find(Boolean) ?? '–'}</span></td>
        <td><select aria-label="Read ${column.name} as" @change=${event => choose(column.name, event.target.value)}>
          <option value="" ?selected=${!column.field}>no field</option>
          ${[...FIELDS, ...ATTRIBUTES].map(field => html`<option value=${field} ?selected=${column.field === field}>${field}</option>`)}
        </select></td></tr>`)}</tbody>
  </table></div>`;

package dev.classify.store.events;

import dev.classify.store.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what the tables hold and the log does not.
public final class LogCheck {

  private static final String MISSING =
      """
      select concat_ws(' ', 'request', request_id, state, outcome, cost_usd) from llm_requests
       where state <> 'sent'
      except
      select concat_ws(' ', 'request', subject,
                       case when (payload ->> 'answered')::boolean then 'answered' else 'failed' end,
                       payload ->> 'outcome', (payload ->> 'cost_usd')::numeric(14, 8))
        from events where kind = 'llm_request'
      union all
      (select concat_ws(' ', outcome, indicator_id, family, scale, model) from (
        -- An undo adds an attempt with the batch of the answer that it restores.
        select distinct on (batch_key, indicator_id) * from classification_attempts
         where reviewed_by is null order by batch_key, indicator_id, position) as stored
      except all
      select concat_ws(' ', case kind when 'answered' then 'classified' else 'rejected' end, subject,
                       payload -> 'values' ->> 'family', payload -> 'values' ->> 'scale',
                       payload ->> 'model')
        from events where kind in ('answered', 'rejected'))
      union all
      (select concat_ws(' ', action, indicator_id, answer_after ->> 'scale') from review_decisions
      except all
      select concat_ws(' ', payload ->> 'action', subject, payload -> 'after' -> 'values' ->> 'scale')
        from events where kind = 'corrected')
      """;

  private LogCheck() {}

  public static List<@Nullable String> missing(TestDatabase database) throws SQLException {
    return database.texts(MISSING);
  }
}

package dev.classify.store.outcomes;

import dev.classify.store.jobs.StandingAnswers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What is stored about a row before its batch is.
///
/// @param unchanged whether its stored answer stands
/// @param doubt why a new answer should be reviewed, after what a person decided before; null if
///     nobody decided anything
record StoredState(boolean unchanged, @Nullable String doubt) {

  private static final String SELECT =
      """
      select i.id, a.unchanged, d.action, d.reviewer, d.note, d.content_hash = i.hash as same_content
        from unnest(:ids, :hashes) as i(id, hash)
       cross join lateral (
         select exists (
           select from classifications c
            where c.indicator_id = i.id and c.content_hash = i.hash and %s)) as a(unchanged)
        left join lateral (
          select * from review_standing s where s.indicator_id = i.id) as d on true
       where a.unchanged or d.action is not null
      """
          .formatted(StandingAnswers.CONDITION);

  record Found(
      String id,
      boolean unchanged,
      @Nullable String action,
      @Nullable String reviewer,
      @Nullable String note,
      boolean sameContent) {

    StoredState state() {
      return new StoredState(unchanged, doubt());
    }

    private @Nullable String doubt() {
      if (action == null) {
        return null;
      }
      if (action.equals("reject")) {
        return sameContent ? reviewer + " rejected an answer to it: " + note : null;
      }
      return sameContent
          ? "its content is again what " + reviewer + " judged before"
          : "its content has changed since " + reviewer + " judged the answer";
    }
  }

  /// By indicator; none for a row about which nothing is stored.
  static Map<String, StoredState> of(
      Handle handle, Provenance by, List<IndicatorOutcome> outcomes) {
    Map<String, StoredState> states = new HashMap<>();
    handle
        .createQuery(SELECT)
        .bindMethods(
            new StandingAnswers(
                by.answers().id(),
                by.jobId(),
                by.generation(),
                by.forced(),
                by.round(),
                by.minConfidence()))
        .bindArray(
            "ids", String.class, outcomes.stream().map(o -> o.outcome().indicatorId()).toList())
        .bindArray(
            "hashes", String.class, outcomes.stream().map(o -> o.outcome().contentHash()).toList())
        .mapTo(Found.class)
        .forEach(found -> states.put(found.id(), found.state()));
    return states;
  }

  /// The outcome to store; empty if the stored one stays.
  static Optional<IndicatorOutcome> toStore(
      IndicatorOutcome outcome, Map<String, StoredState> standing) {
    StoredState before = standing.get(outcome.outcome().indicatorId());
    if (before == null) {
      return Optional.of(outcome);
    }
    if (before.unchanged()) {
      return Optional.empty();
    }
    return Optional.of(before.doubt() == null ? outcome : outcome.withDoubt(before.doubt()));
  }
}

package dev.classify.triage;

import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who answers each row of one batch. It depends on nothing but its arguments, so a replayed batch
/// is sorted as it was the first time.
///
/// @param byId by the id of the indicator, in the order of the rows
public record BatchTriage(Map<String, Triage> byId) {

  public BatchTriage {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  /// Sorts the rows before it is known which contents have a stored answer: each content that
  /// neither the rules nor a stored answer settles is asked about once.
  ///
  /// @param rulesAnswerFrom from which confidence on the rules answer a row themselves
  /// @param rows of one batch, no id twice
  /// @param standing ids of the rows whose stored answer still stands
  public static BatchTriage of(
      double rulesAnswerFrom, List<? extends TriageRow> rows, Set<String> standing) {
    Map<String, Triage> byId = new LinkedHashMap<>();
    Set<String> asked = new HashSet<>();
    for (TriageRow row : rows) {
      String id = row.indicator().id();
      byId.put(
          id,
          standing.contains(id) ? new Triage.Stands() : withoutStored(rulesAnswerFrom, row, asked));
    }
    return new BatchTriage(byId);
  }

  private static Triage withoutStored(double rulesAnswerFrom, TriageRow row, Set<String> asked) {
    Outcome byRules = row.byRules();
    @Nullable DecidedAnswer decided =
        switch (byRules) {
          case Outcome.Classified classified -> classified.decided();
          case Outcome.Rejected _ -> null;
        };
    double confidence = decided == null ? 0 : decided.answer().confidence();
    if (confidence >= rulesAnswerFrom) {
      return new Triage.ByRules(byRules);
    }
    String contentHash = byRules.contentHash();
    return asked.add(contentHash)
        ? new Triage.Ask(
            contentHash,
            row.indicator(),
            decided == null ? null : decided.with(decided.attributes().ofTexts()))
        : new Triage.Known(contentHash);
  }

  /// The same, given which of the contents to be asked about have a stored answer.
  public BatchTriage knowing(Collection<String> contentHashes) {
    Map<String, Triage> sorted = new LinkedHashMap<>(byId);
    sorted.replaceAll(
        (_, triage) ->
            triage instanceof Triage.Ask ask && contentHashes.contains(ask.contentHash())
                ? new Triage.Known(ask.contentHash())
                : triage);
    return new BatchTriage(sorted);
  }

  /// The contents that a model has to be asked about, each once, in the order of the rows.
  public List<Triage.Ask> asks() {
    return byId.values().stream()
        .filter(Triage.Ask.class::isInstance)
        .map(Triage.Ask.class::cast)
        .toList();
  }

  /// The hashes of those contents.
  public List<String> askedHashes() {
    return asks().stream().map(Triage.Ask::contentHash).toList();
  }

  /// Who answers the row of this indicator.
  ///
  /// @throws IllegalArgumentException where no row has this id
  public Triage of(String indicatorId) {
    Triage triage = byId.get(indicatorId);
    if (triage == null) {
      throw new IllegalArgumentException("no row of the batch has the id " + indicatorId);
    }
    return triage;
  }
}

package dev.classify.store.review;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What several judgements of one answer come to.
sealed interface Settlement {

  /// More judges are wanted.
  record Waiting(int judges, int needed) implements Settlement {}

  /// Enough have judged, and no answer has more than half of them: somebody has to settle it.
  record Disputed(int judges) implements Settlement {}

  /// The judges who agree decide.
  ///
  /// @param judgement one of theirs
  /// @param agreeing all of theirs, the earliest first
  record Agreed(Judgement judgement, List<Judgement> agreeing) implements Settlement {
    public Agreed {
      agreeing = List.copyOf(agreeing);
    }

    /// Their names, as a decision records them.
    String judges() {
      return agreeing.stream().map(Judgement::judge).collect(Collectors.joining(", "));
    }
  }

  /// Settles by majority of whole answers: a mix of the fields of several could contradict itself.
  ///
  /// @param judgements all of one answer, the earliest first
  /// @param last the one that was just added, which decides where one judge is enough; empty if
  ///     none was
  /// @param needed how many judges are wanted
  static Settlement of(List<Judgement> judgements, Optional<Judgement> last, int needed) {
    if (judgements.size() < needed || judgements.isEmpty()) {
      return new Waiting(judgements.size(), needed);
    }
    for (Judgement one : judgements) {
      List<Judgement> agreeing = judgements.stream().filter(one::agreesWith).toList();
      if (2 * agreeing.size() > judgements.size()) {
        return new Agreed(last.filter(one::agreesWith).orElse(one), agreeing);
      }
    }
    return needed == 1 && last.isPresent()
        ? new Agreed(last.get(), List.of(last.get()))
        : new Disputed(judgements.size());
  }
}

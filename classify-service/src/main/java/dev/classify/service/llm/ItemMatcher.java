package dev.classify.service.llm;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.ParsedAnswer;
import dev.classify.llm.Question;
import dev.classify.taxonomy.AnswerField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Finds for every indicator of a question what was said about it, by the echo id.
final class ItemMatcher {

  /// Echo ids count from 1. A model that numbers its answers from 0 would answer each indicator
  /// with the values of the next.
  private static final String FIRST_PLACE = "0";

  private ItemMatcher() {}

  /// What was said about each, in the order of the question; what nobody asked about is left out.
  ///
  /// @param probabilities of the values, by echo id; what is not known is not there
  static SequencedMap<String, ItemAnswer> match(
      Question question,
      List<ParsedAnswer> readings,
      Map<String, Map<AnswerField, Double>> probabilities) {
    SequencedMap<String, ItemAnswer> items = new LinkedHashMap<>();
    for (AskedIndicator asked : question.indicators()) {
      items.put(asked.id(), new ItemAnswer.Missing());
    }
    if (!items.containsKey(FIRST_PLACE)
        && readings.stream().anyMatch(reading -> reading.id().equals(FIRST_PLACE))) {
      ItemAnswer.Faulty shifted =
          new ItemAnswer.Faulty(List.of("the ids of the answers count from 0, none was copied"));
      items.replaceAll((_, _) -> shifted);
      return items;
    }
    for (ParsedAnswer reading : readings) {
      items.computeIfPresent(
          reading.id(),
          (_, before) ->
              switch (before) {
                case ItemAnswer.Missing _ -> said(reading, probabilities);
                // Which of two is meant nobody can tell, so neither counts, be they equal or not.
                case ItemAnswer.Valid _, ItemAnswer.Faulty _ ->
                    new ItemAnswer.Faulty(List.of("it was answered more than once"));
              });
    }
    return items;
  }

  private static ItemAnswer said(
      ParsedAnswer reading, Map<String, Map<AnswerField, Double>> probabilities) {
    return switch (reading) {
      case ParsedAnswer.Valid valid ->
          new ItemAnswer.Valid(
              valid.answer().classification(),
              probabilities.getOrDefault(reading.id(), Map.of()),
              valid.leniencies(),
              valid.answer().stated());
      case ParsedAnswer.Faulty faulty -> new ItemAnswer.Faulty(faulty.problems());
    };
  }
}

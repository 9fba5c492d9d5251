package dev.classify.service.batch;

import dev.classify.llm.Hints;
import dev.classify.outcome.ConfidenceKind;
import dev.classify.outcome.ConfidenceThresholds;
import dev.classify.outcome.DecidedAnswer;
import dev.classify.outcome.FieldDecision;
import dev.classify.outcome.FieldDecisions;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Combines several answers to one content into one, field by field.
///
/// In each field the value wins that two voices give. The rules have a vote only where they are
/// sure
/// of the field; otherwise they may agree, but outvote nobody. Where no two voices agree, the model
/// that was asked last decides.
final class FieldVote {

  /// Agreement never makes certain: two voices may share a mistake.
  private static final double AGREEMENT_MAX = 0.99;

  private final List<Voice> voices;

  private FieldVote(List<Voice> voices) {
    this.voices = voices;
  }

  /// An answer with its right to vote.
  private record Voice(DecidedAnswer said, boolean rules) {

    boolean says(AnswerField field, Voice other) {
      return field.token(said.answer()).equals(field.token(other.said.answer()));
    }

    boolean counts(AnswerField field) {
      return !rules
          || said.fields()
              .of(field)
              .filter(decision -> decision.confidence() >= ConfidenceThresholds.MODEL_SURE)
              .isPresent();
    }
  }

  /// @param models the strongest first
  /// @param byRules null where the rules have no answer
  static FieldVote of(List<DecidedAnswer> models, @Nullable DecidedAnswer byRules) {
    List<Voice> voices = new ArrayList<>();
    models.forEach(model -> voices.add(new Voice(model, false)));
    if (byRules != null) {
      voices.add(new Voice(byRules, true));
    }
    return new FieldVote(voices);
  }

  /// The winning value of each field, with the overall confidence of the strongest voice.
  DecidedAnswer elected() {
    Map<AnswerField, Voice> elected = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      elected.put(field, elected(field));
    }
    return answer(field -> Objects.requireNonNull(elected.get(field)), outvoted(elected));
  }

  /// The answer of the strongest voice, even if it is outvoted.
  DecidedAnswer strongest() {
    return answer(_ -> voices.getFirst(), "");
  }

  /// The fields in which no two voices agree.
  List<AnswerField> undecidedFields() {
    List<AnswerField> open = new ArrayList<>();
    for (AnswerField field : AnswerField.values()) {
      if (voices.stream().noneMatch(voice -> votes(voice, field) > 1)) {
        open.add(field);
      }
    }
    return open;
  }

  private Voice elected(AnswerField field) {
    return voices.stream()
        .filter(voice -> votes(voice, field) > 1)
        .findFirst()
        .orElse(voices.getFirst());
  }

  private long votes(Voice candidate, AnswerField field) {
    return voices.stream()
        .filter(voice -> voice.says(field, candidate) && voice.counts(field))
        .count();
  }

  private String outvoted(Map<AnswerField, Voice> elected) {
    String fields =
        elected.entrySet().stream()
            .filter(entry -> !voices.getFirst().says(entry.getKey(), entry.getValue()))
            .map(entry -> entry.getKey().column())
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "" : " Outvoted by the first model and the rules: " + fields + ".";
  }

  private DecidedAnswer answer(Function<AnswerField, Voice> from, String remark) {
    Classification strongest = voices.getFirst().said().answer();
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      tokens.put(field, field.written(from.apply(field).said().answer()));
    }
    return new DecidedAnswer(
        Classification.of(tokens, strongest.confidence(), strongest.reasoning() + remark),
        FieldDecisions.each(field -> decision(field, from.apply(field))),
        AttributeVote.of(voices.stream().map(voice -> voice.said().attributes()).toList()));
  }

  /// Agreement raises the confidence: all voices are wrong with the product of their probabilities
  /// of being wrong. But a model that repeats a hint of the rules adds no evidence, so there the
  /// highest confidence counts alone.
  private FieldDecision decision(AnswerField field, Voice elected) {
    List<Voice> agreeing = voices.stream().filter(voice -> voice.says(field, elected)).toList();
    List<FieldDecision> decisions =
        agreeing.stream().flatMap(voice -> voice.said().fields().of(field).stream()).toList();
    FieldDecision first = decisions.getFirst();
    if (decisions.size() == 1) {
      return first;
    }
    double surest = 0;
    double allWrong = 1;
    for (FieldDecision decision : decisions) {
      surest = Math.max(surest, decision.confidence());
      allWrong *= 1 - decision.confidence();
    }
    boolean hinted = Hints.HINTED.contains(field) && agreeing.stream().anyMatch(Voice::rules);
    double combined = hinted ? surest : Math.min(1 - allWrong, Math.max(AGREEMENT_MAX, surest));
    return new FieldDecision(first.by(), ConfidenceKind.AGREEMENT, combined);
  }
}

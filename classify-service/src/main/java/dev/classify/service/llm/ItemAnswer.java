package dev.classify.service.llm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.classify.llm.Leniency;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model said about one indicator of a request.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ItemAnswer.Valid.class, name = "valid"),
  @JsonSubTypes.Type(value = ItemAnswer.Faulty.class, name = "faulty"),
  @JsonSubTypes.Type(value = ItemAnswer.Missing.class, name = "missing")
})
public sealed interface ItemAnswer {

  /// Why there is no valid answer; empty where there is one.
  default Optional<String> fault() {
    return switch (this) {
      case Valid _ -> Optional.empty();
      case Faulty faulty -> Optional.of(String.join("; ", faulty.reasons()));
      case Missing _ -> Optional.of("the model left it out");
    };
  }

  /// Every field holds a value of its vocabulary; whether they fit together is still to be checked.
  ///
  /// @param probabilities of the values, by the tokens that the model wrote; a field without one,
  ///     or all of them, where the server does not tell
  /// @param leniencies how the answer differs from what was asked for; none in an older journal
  /// @param stated the attributes that it found stated; none in an older journal
  record Valid(
      Classification classification,
      Map<AnswerField, Double> probabilities,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Leniency> leniencies,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<SeriesAttribute, String> stated)
      implements ItemAnswer {
    public Valid {
      probabilities = Map.copyOf(probabilities);
      leniencies = Set.copyOf(leniencies);
      stated = Map.copyOf(stated);
    }

    @JsonCreator
    static Valid read(
        @JsonProperty("classification") Classification classification,
        @JsonProperty("probabilities") Map<AnswerField, Double> probabilities,
        @JsonProperty("leniencies") @Nullable Set<Leniency> leniencies,
        @JsonProperty("stated") @Nullable Map<SeriesAttribute, String> stated) {
      return new Valid(
          classification,
          probabilities,
          leniencies == null ? Set.of() : leniencies,
          stated == null ? Map.of() : stated);
    }

    /// An answer that finds no attribute stated.
    public Valid(
        Classification classification,
        Map<AnswerField, Double> probabilities,
        Set<Leniency> leniencies) {
      this(classification, probabilities, leniencies, Map.of());
    }

    /// An answer just as asked for.
    public Valid(Classification classification, Map<AnswerField, Double> probabilities) {
      this(classification, probabilities, Set.of(), Map.of());
    }

    /// An answer just as asked for, of a server that tells no probabilities.
    public Valid(Classification classification) {
      this(classification, Map.of());
    }
  }

  /// It was answered in a way that cannot be used.
  ///
  /// @param reasons one sentence each
  record Faulty(List<String> reasons) implements ItemAnswer {
    public Faulty {
      reasons = List.copyOf(reasons);
    }
  }

  /// Nothing was said about it.
  record Missing() implements ItemAnswer {}
}

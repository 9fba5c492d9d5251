package dev.classify.service.llm;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.classify.taxonomy.Classification;
import java.util.List;

/// What a model said about one indicator of a request.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ItemAnswer.Valid.class, name = "valid"),
  @JsonSubTypes.Type(value = ItemAnswer.Faulty.class, name = "faulty"),
  @JsonSubTypes.Type(value = ItemAnswer.Missing.class, name = "missing")
})
public sealed interface ItemAnswer {

  /// Every field holds a value of its vocabulary; whether they fit together is still to be checked.
  record Valid(Classification classification) implements ItemAnswer {}

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

package dev.classify.web.indicator;

import dev.classify.outcome.AttributeValue;
import dev.classify.outcome.SeriesAttributes;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.web.results.FieldNames;
import java.util.ArrayList;
import java.util.List;

/// An attribute that the texts of a series state.
///
/// @param by who found it
record StatedAttribute(
    String attribute, String value, double confidence, String by, String evidence) {

  /// Those with a column of their own, in its order.
  static List<StatedAttribute> of(SeriesAttributes attributes) {
    List<StatedAttribute> stated = new ArrayList<>();
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      attributes.of(attribute).ifPresent(value -> stated.add(of(attribute, value)));
    }
    return stated;
  }

  private static StatedAttribute of(SeriesAttribute attribute, AttributeValue value) {
    return new StatedAttribute(
        FieldNames.of(attribute.column()),
        value.value(),
        value.confidence(),
        value.by().token(),
        value.evidence());
  }
}

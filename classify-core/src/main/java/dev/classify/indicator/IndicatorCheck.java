package dev.classify.indicator;

import java.util.List;

/// Turns raw text into an [Indicator], or says what is wrong with it.
public final class IndicatorCheck {

  private IndicatorCheck() {}

  /// Cleans and checks one draft; never throws, whatever the text.
  public static Checked check(IndicatorDraft draft) {
    return new Checked.Refused("", List.of());
  }
}

package dev.classify.triage;

import dev.classify.llm.AskedIndicator;
import dev.classify.llm.Hints;
import java.util.ArrayList;
import java.util.List;

/// Packs contents into LLM requests.
public final class Packing {

  private Packing() {}

  /// Splits contents, in their order, into as few requests as their limit allows.
  ///
  /// @param rowsPerRequest the most contents of one request
  public static <T> List<List<T>> split(List<T> contents, int rowsPerRequest) {
    List<List<T>> requests = new ArrayList<>();
    for (int from = 0; from < contents.size(); from += rowsPerRequest) {
      requests.add(contents.subList(from, Math.min(contents.size(), from + rowsPerRequest)));
    }
    return requests;
  }

  /// What the model sees of one request, with echo ids from 1 and the hints of the rules.
  public static List<AskedIndicator> question(List<Triage.Ask> contents) {
    List<AskedIndicator> asked = new ArrayList<>();
    for (Triage.Ask content : contents) {
      Hints hints = content.byRules() == null ? Hints.NONE : Hints.of(content.byRules().answer());
      asked.add(AskedIndicator.of(echoId(asked.size()), content.indicator(), hints));
    }
    return asked;
  }

  /// The id that stands for a content in a request, which the answer repeats.
  ///
  /// @param place of the content in the request, from 0
  public static String echoId(int place) {
    return Integer.toString(place + 1);
  }
}

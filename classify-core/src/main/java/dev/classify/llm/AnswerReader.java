package dev.classify.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.Classification;
import dev.classify.taxonomy.SeriesAttribute;
import dev.classify.taxonomy.UnitType;
import dev.classify.units.CurrencyCodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads one entry of the answers and collects every problem in it. What is written in another way
/// than asked for, but can mean only one thing, is no problem but a [Leniency].
final class AnswerReader {

  private static final int SHOWN_CHARACTERS = 40;

  /// Reasoning is asked for in 40 words; what is longer tells a reader nothing more.
  static final int REASONING_CHARACTERS = 2_000;

  /// Up to here a number may count in tenths; above, only in hundredths.
  private static final double TENTHS_MAX = 10;

  private static final Pattern NO_CURRENCY =
      Pattern.compile("\\s*(null|none|nil|n/?a|-)?\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,15})?)\\s*(%?)");

  /// Not only control characters, but also format characters, which can hide text, separators of
  /// lines, and halves of pairs, which no database stores.
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  private final JsonNode entry;
  private final AnswerScan.Entry place;
  private final CurrencyCodes currencies;
  private final List<String> problems = new ArrayList<>();
  private final Set<Leniency> leniencies = EnumSet.noneOf(Leniency.class);

  AnswerReader(JsonNode entry, AnswerScan.Entry place, CurrencyCodes currencies) {
    this.entry = entry;
    this.place = place;
    this.currencies = currencies;
    leniencies.addAll(place.leniencies());
  }

  ParsedAnswer read() {
    String id = place.key() == null ? entry.path(ModelAnswer.ID).asText().strip() : place.key();
    if (id.isEmpty()) {
      problems.add("id is missing");
    }
    Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);
    for (AnswerField field : AnswerField.values()) {
      if (field != AnswerField.CURRENCY) {
        term(field).ifPresent(token -> tokens.put(field, token));
      }
    }
    boolean isMoney = UnitType.CURRENCY_AMOUNT.token().equals(tokens.get(AnswerField.UNIT_TYPE));
    currency(isMoney).ifPresent(code -> tokens.put(AnswerField.CURRENCY, code));
    Map<SeriesAttribute, String> stated = stated();
    double confidence = confidence();
    String reasoning = reasoning();
    return problems.isEmpty()
        ? new ParsedAnswer.Valid(
            new ModelAnswer(id, Classification.of(tokens, confidence, reasoning), stated),
            leniencies)
        : new ParsedAnswer.Faulty(id, problems);
  }

  private Optional<String> term(AnswerField field) {
    JsonNode value = entry.path(field.column());
    String text = value.isTextual() ? value.textValue() : "";
    if (field.tokens().contains(text)) {
      return Optional.of(text);
    }
    String letters = letters(text);
    Optional<String> meant =
        field.tokens().stream()
            .filter(token -> !letters.isEmpty() && letters(token).equals(letters))
            .findFirst();
    if (meant.isPresent()) {
      leniencies.add(Leniency.SPELLING);
    } else {
      addProblem(field.column(), value, "no value of its vocabulary");
    }
    return meant;
  }

  /// What is left without case and without what separates words.
  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }

  /// @param isMoney whether the unit is money, so that a missing currency may be an oversight
  private Optional<String> currency(boolean isMoney) {
    JsonNode value = entry.path(AnswerField.CURRENCY.column());
    if (value.isNull()) {
      return Optional.empty();
    }
    if (value.isTextual() && currencies.known(value.textValue())) {
      return Optional.of(value.textValue());
    }
    boolean none =
        value.isTextual()
            ? NO_CURRENCY.matcher(value.textValue()).matches()
            : value.isMissingNode() && !isMoney;
    if (none) {
      leniencies.add(Leniency.NO_CURRENCY);
      return Optional.empty();
    }
    String code = value.asText().strip().toUpperCase(Locale.ROOT);
    if (value.isTextual() && currencies.known(code)) {
      leniencies.add(Leniency.SPELLING);
      return Optional.of(code);
    }
    addProblem(AnswerField.CURRENCY.column(), value, "neither an ISO 4217 code nor null");
    return Optional.empty();
  }

  /// What is no attribute is left out: the fields of the answer are worth more than it.
  private Map<SeriesAttribute, String> stated() {
    JsonNode list = entry.path(StatedAttributes.KEY);
    Map<SeriesAttribute, String> stated = new EnumMap<>(SeriesAttribute.class);
    if (!list.isArray()) {
      if (!list.isMissingNode() && !list.isNull()) {
        leniencies.add(Leniency.STATED);
      }
      return stated;
    }
    for (JsonNode item : list) {
      StatedAttributes.read(UNFIT.matcher(item.asText()).replaceAll(""))
          .ifPresentOrElse(
              one -> stated.putIfAbsent(one.getKey(), one.getValue()),
              () -> leniencies.add(Leniency.STATED));
    }
    return stated;
  }

  private double confidence() {
    JsonNode value = entry.path(ModelAnswer.CONFIDENCE);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    boolean percent = false;
    if (value.isTextual()) {
      var written = NUMBER.matcher(value.textValue().strip());
      if (written.matches()) {
        leniencies.add(Leniency.CONFIDENCE);
        number = Double.parseDouble(written.group(1));
        percent = !written.group(2).isEmpty();
      }
    }
    if (percent || number > TENTHS_MAX) {
      leniencies.add(Leniency.CONFIDENCE);
      number /= 100;
    }
    if (number >= 0 && number <= 1) {
      return number;
    }
    addProblem(ModelAnswer.CONFIDENCE, value, "no number from 0 to 1");
    return 0;
  }

  private String reasoning() {
    JsonNode value = entry.path(ModelAnswer.REASONING);
    if (value.isNull() || value.isMissingNode()) {
      leniencies.add(Leniency.REASONING);
      return "";
    }
    if (!value.isTextual()) {
      addProblem(ModelAnswer.REASONING, value, "no text");
    }
    String text = value.asText();
    // Line ends and tabs are no fault, but reasoning is one line wherever it is shown.
    String clean = UNFIT.matcher(text.replaceAll("[\\r\\n\\t]+", " ")).replaceAll("\ufffd");
    int length = clean.codePointCount(0, clean.length());
    if (clean.indexOf('\ufffd') >= 0 || length > REASONING_CHARACTERS) {
      leniencies.add(Leniency.REASONING);
    }
    return length > REASONING_CHARACTERS
        ? clean.substring(0, clean.offsetByCodePoints(0, REASONING_CHARACTERS))
        : clean;
  }

  private void addProblem(String key, JsonNode value, String problem) {
    if (value.isMissingNode()) {
      problems.add(key + " is missing");
      return;
    }
    String text = value.toString();
    int end = Math.min(text.length(), SHOWN_CHARACTERS);
    problems.add(key + " is " + problem + ": " + text.substring(0, end));
  }
}

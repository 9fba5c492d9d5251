package dev.classify.settings;

import dev.classify.taxonomy.VocabularyTerm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads settings by key and collects every problem, so that a user sees all of them at once.
///
/// A blank value counts as not set. Where a value cannot be used, the reader notes the problem and
/// returns the default; [#check] then refuses the settings as a whole.
///
/// A key may be the name of an environment variable or an option such as `--nodes`.
public final class SettingsReader {

  private static final String MASK = "***";
  private static final int PORT_MAX = 65_535;

  private final Map<String, String> values;
  private final Map<String, String> effective = new LinkedHashMap<>();
  private final List<SettingProblem> problems = new ArrayList<>();

  /// @param values by key, such as the environment of a process
  public SettingsReader(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /// The text of a setting, empty where it is not set.
  public Optional<String> text(String key) {
    Optional<String> text = given(key);
    effective.put(key, text.orElse(""));
    return text;
  }

  /// The text of a setting, or the default.
  public String text(String key, String otherwise) {
    String text = given(key).orElse(otherwise);
    effective.put(key, text);
    return text;
  }

  /// A text that has no default; a problem where it is not set.
  ///
  /// @param fix what to write there
  public String required(String key, String fix) {
    return text(key)
        .orElseGet(
            () -> {
              problem(key, "is not set", fix);
              return "";
            });
  }

  /// A text that no message, log line or `toString` may show, such as a password. In place of the
  /// key, `KEY_FILE` may name a file that holds it and nothing else.
  public Optional<String> secret(String key) {
    Optional<String> text = given(key);
    String fileKey = key + SecretFile.SUFFIX;
    Optional<String> file = given(fileKey);
    if (file.isPresent()) {
      effective.put(fileKey, file.get());
      if (text.isPresent()) {
        problem(fileKey, "is set, and " + key + " too", "set only one of them");
      } else {
        text = inFile(fileKey, file.get());
      }
    }
    effective.put(key, text.isPresent() ? MASK : "");
    return text;
  }

  /// A secret that has no default; a problem where it is not set.
  public String requiredSecret(String key, String fix) {
    return secret(key)
        .orElseGet(
            () -> {
              problem(key, "is not set", fix);
              return "";
            });
  }

  /// A whole number within bounds, or the default.
  public int number(String key, int min, int max, int otherwise) {
    return (int) numberOrNone(key, min, max, Integer.toString(otherwise)).orElse(otherwise);
  }

  /// A whole number within bounds, empty where it is not set.
  public OptionalLong number(String key, long min, long max) {
    return numberOrNone(key, min, max, "");
  }

  /// A TCP port, or the default.
  public int port(String key, int otherwise) {
    return number(key, 1, PORT_MAX, otherwise);
  }

  /// A share from 0 to 1, or the default.
  public double share(String key, double otherwise) {
    return read(
        key,
        otherwise,
        NumberText::parseShare,
        "is not a share",
        "give a number from 0 to 1, such as 0.05");
  }

  /// `true` or `false`, or the default.
  public boolean flag(String key, boolean otherwise) {
    return read(
        key,
        otherwise,
        text ->
            text.equals("true") || text.equals("false")
                ? Optional.of(Boolean.valueOf(text))
                : Optional.empty(),
        "is neither true nor false",
        "give one of them");
  }

  /// A duration as [DurationText] reads it, or the default.
  public Duration duration(String key, Duration otherwise) {
    return read(
        key,
        otherwise,
        DurationText::parse,
        "is not a duration",
        "give a number with ms, s, m or h, such as 90s");
  }

  /// A duration longer than zero, or the default.
  public Duration positiveDuration(String key, Duration otherwise) {
    return read(
        key,
        otherwise,
        text -> DurationText.parse(text).filter(Duration::isPositive),
        "is not a duration longer than zero",
        "give a number with ms, s, m or h, such as 90s");
  }

  /// A member of a vocabulary, or the default.
  public <T extends Enum<T> & VocabularyTerm> T term(String key, Class<T> vocabulary, T otherwise) {
    String allowed =
        Arrays.stream(vocabulary.getEnumConstants())
            .map(VocabularyTerm::token)
            .collect(Collectors.joining(", "));
    T term =
        read(
            key,
            otherwise,
            text -> VocabularyTerm.find(vocabulary, text),
            "is not one of " + allowed,
            "give one of them");
    effective.put(key, term.token());
    return term;
  }

  /// The address of an HTTP API, which may have a path, or the default; without a slash at its end.
  public URI url(String key, URI otherwise) {
    return read(
        key,
        otherwise,
        AddressText::parseUrl,
        "is not an HTTP address",
        "give one such as http://localhost:11434/v1");
  }

  /// Addresses of HTTP servers without a path, separated by commas, or the default.
  public List<URI> addresses(String key, List<URI> otherwise) {
    return read(
        key,
        otherwise,
        AddressText::parseList,
        "is not a list of HTTP addresses",
        "give addresses such as http://localhost:8080, separated by commas");
  }

  /// The address of one HTTP server without a path, or the default.
  public URI address(String key, URI otherwise) {
    return read(
        key,
        otherwise,
        AddressText::parse,
        "is not one HTTP address",
        "give one such as http://localhost:8080");
  }

  /// A setting with a grammar of its own, or the default.
  ///
  /// @param parse returns empty where the text cannot be used
  /// @param problem completes a sentence that begins with the key; the value is added to it
  public <T> T read(
      String key, T otherwise, Function<String, Optional<T>> parse, String problem, String fix) {
    Optional<String> text = given(key);
    effective.put(key, text.orElse(otherwise.toString()));
    if (text.isEmpty()) {
      return otherwise;
    }
    Optional<T> value = parse.apply(text.get());
    if (value.isEmpty()) {
      problem(key, "%s: '%s'".formatted(problem, text.get()), fix);
    }
    return value.orElse(otherwise);
  }

  /// Notes a problem that the caller found, such as two settings that contradict each other.
  public void problem(String key, String problem, String fix) {
    problems.add(new SettingProblem(key, problem, fix));
  }

  /// Refuses the settings where there is a problem.
  ///
  /// @throws InvalidSettings naming every problem at once
  public void check() {
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }

  /// What holds for every key that was read, in that order, defaults included and secrets masked;
  /// blank where there is neither a value nor a default.
  public Map<String, String> effective() {
    return new LinkedHashMap<>(effective);
  }

  /// Keys with one of these prefixes that are set but were never read: most likely misspelled.
  ///
  /// @param known keys that another program reads
  public List<String> unknownKeys(Collection<String> prefixes, Collection<String> known) {
    return new TreeSet<>(values.keySet())
        .stream()
            .filter(key -> prefixes.stream().anyMatch(key::startsWith))
            .filter(key -> given(key).isPresent())
            .filter(key -> !effective.containsKey(key) && !known.contains(key))
            .toList();
  }

  private Optional<String> inFile(String fileKey, String file) {
    try {
      return Optional.of(SecretFile.read(Path.of(file)));
    } catch (InvalidPathException | IOException e) {
      problem(
          fileKey,
          "cannot be read: " + e.getMessage(),
          "name a file that this program may read and that holds the secret alone");
      return Optional.empty();
    }
  }

  private OptionalLong numberOrNone(String key, long min, long max, String otherwise) {
    Optional<String> text = given(key);
    effective.put(key, text.orElse(otherwise));
    Optional<Long> number = text.flatMap(NumberText::parse).filter(n -> n >= min && n <= max);
    if (text.isPresent() && number.isEmpty()) {
      problem(
          key,
          "is not a whole number from %d to %d: '%s'".formatted(min, max, text.get()),
          "give one, such as "
              + (otherwise.isEmpty() ? Math.max(min, Math.min(max, 60)) : otherwise));
    }
    return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private Optional<String> given(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }
}

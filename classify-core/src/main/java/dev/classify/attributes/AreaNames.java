package dev.classify.attributes;

import dev.classify.attributes.Neighbours.Role;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Names of areas in titles. The area of a series is named as a piece of its title, after a word
/// such as "in", or at its start; other names are partners, currencies, products.
final class AreaNames {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/attributes/areas.csv", "term", "area", "kind");

  private record Area(String code, boolean prose) {}

  private final PhraseIndex<Area> names;
  private final Set<String> codes;
  private final AreaForms forms;

  private AreaNames(PhraseIndex<Area> names, Set<String> codes, AreaForms forms) {
    this.names = names;
    this.codes = codes;
    this.forms = forms;
  }

  static AreaNames read(TableSet tables) {
    CsvTable table = tables.read(FORMAT);
    Set<String> codes =
        table.rows().stream().map(row -> row.text("area")).collect(Collectors.toSet());
    codes.remove("");
    return new AreaNames(
        table.phrases(_ -> true, PiecedText::unpunctuated, AreaNames::area),
        codes,
        AreaForms.read(tables));
  }

  private static Area area(Row row) {
    String kind = row.oneOf("kind", "prose", "piece", "none");
    row.require(
        row.text("area").isEmpty() == kind.equals("none"),
        "area",
        "does not go with the kind " + kind,
        "write a code, or none without one");
    return new Area(row.text("area"), kind.equals("prose"));
  }

  /// Whether an area has this code.
  boolean has(String code) {
    return codes.contains(code);
  }

  /// The code of the one area that a title is about; empty if it names none or several.
  Optional<String> in(PiecedText title, Neighbours neighbours) {
    List<Match<Area>> matches = names.findOutermost(title.words());
    Set<String> found = forms.in(title, matches, neighbours);
    for (Match<Area> match : matches) {
      if (!match.value().code().isEmpty()
          && !joined(title, match, matches, neighbours)
          && about(title, match, neighbours)) {
        found.add(match.value().code());
      }
    }
    return narrowest(found);
  }

  /// A state and its country are one area, the state.
  static Optional<String> narrowest(Set<String> codes) {
    return codes.stream()
        .filter(code -> codes.stream().allMatch(wider -> (code + "-").startsWith(wider + "-")))
        .findFirst();
  }

  /// "Germany and Luxembourg bidding zone" is of neither.
  private static boolean joined(
      PiecedText title, Match<Area> match, List<Match<Area>> matches, Neighbours neighbours) {
    return !title.endsPiece(match.end())
        && neighbours.of(title.words().get(match.end())) == Role.JOIN
        && matches.stream().anyMatch(other -> other.start() == match.end() + 1);
  }

  private static boolean about(PiecedText title, Match<Area> match, Neighbours neighbours) {
    if (match.length() == 1 && !capital(title.words().get(match.start()))) {
      return false;
    }
    int start = neighbours.withArticle(title, match.start());
    boolean ends = title.endsPiece(match.end());
    Role next = ends ? null : neighbours.of(title.words().get(match.end()));
    if (title.startsPiece(start)) {
      boolean leads = start == 0 && match.value().prose() && !sign(title, match.end());
      boolean alone = ends && !neighbours.earlier(EnumSet.of(Role.ORIGIN), title, start);
      return alone || (leads && next != Role.MONEY);
    }
    boolean closed = ends || (next != null && next != Role.MONEY && next != Role.ARTICLE);
    Role before = neighbours.before(title, start);
    boolean partner =
        before == Role.PLACE
            && neighbours.earlier(EnumSet.of(Role.PARTNER, Role.ORIGIN), title, start);
    return closed && !partner && (before == Role.PLACE || before == Role.SUBJECT);
  }

  /// Names begin with a capital letter in scripts that have some: `turkey` is meat.
  private static boolean capital(Token word) {
    int first = word.original().codePointAt(0);
    return !Character.isLowerCase(first);
  }

  private static boolean sign(PiecedText title, int word) {
    return word < title.words().size() && title.words().get(word).kind() == Token.Kind.SIGN;
  }
}

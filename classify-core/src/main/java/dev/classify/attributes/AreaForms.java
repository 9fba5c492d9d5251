package dev.classify.attributes;

import dev.classify.attributes.Neighbours.Role;
import dev.classify.text.CsvTable;
import dev.classify.text.CsvTable.Row;
import dev.classify.text.PhraseIndex;
import dev.classify.text.PhraseIndex.Match;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Names of areas in other cases than the nominative, and adjectives: "PKB Polski", "Niemiecki
/// eksport". The case says what "of" and "in" say elsewhere.
final class AreaForms {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/attributes/area-forms.csv", "term", "area", "kind");

  private record Form(String code, boolean adjective) {}

  private final PhraseIndex<Form> forms;
  private final Set<String> partners;

  private AreaForms(PhraseIndex<Form> forms, Set<String> partners) {
    this.forms = forms;
    this.partners = partners;
  }

  static AreaForms read(TableSet tables) {
    CsvTable table = tables.read(FORMAT);
    return new AreaForms(
        table.phrases(
            row -> !kind(row).equals("partner"),
            PiecedText::unpunctuated,
            row -> new Form(row.text("area"), kind(row).equals("adjective"))),
        table.rows().stream()
            .filter(row -> kind(row).equals("partner"))
            .map(row -> PiecedText.unpunctuated(row.phrase("term")).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  private static String kind(Row row) {
    String kind = row.oneOf("kind", "case", "adjective", "partner", "none");
    boolean named = kind.equals("case") || kind.equals("adjective");
    row.require(
        row.text("area").isEmpty() != named,
        "area",
        "does not go with the kind " + kind,
        "write a code for a case or an adjective");
    return kind;
  }

  /// The codes of the areas that a title is about.
  ///
  /// @param names found in the title: what is in one of them is no form of another
  Set<String> in(PiecedText title, List<? extends Match<?>> names, Neighbours neighbours) {
    Set<String> codes = new TreeSet<>();
    for (Match<Form> match : forms.findOutermost(title.words())) {
      boolean inName =
          names.stream()
              .anyMatch(name -> name.start() <= match.start() && match.end() <= name.end());
      if (!match.value().code().isEmpty() && !inName && about(title, match, neighbours)) {
        codes.add(match.value().code());
      }
    }
    return codes;
  }

  private boolean about(PiecedText title, Match<Form> match, Neighbours neighbours) {
    int start = match.start();
    Role next = title.endsPiece(match.end()) ? null : neighbours.of(title.words().get(match.end()));
    if (next == Role.MONEY) {
      return false;
    }
    if (match.value().adjective()) {
      return start == 0;
    }
    boolean partner =
        !title.startsPiece(start)
            && (partners.contains(title.words().get(start - 1).folded())
                || neighbours.before(title, start) == Role.PARTNER);
    boolean capital = !Character.isLowerCase(title.words().get(start).original().codePointAt(0));
    return !partner && (capital || match.length() > 1);
  }
}

package dev.classify.attributes;

import dev.classify.text.CsvTable.Row;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import dev.classify.text.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Words beside a name that say which part it plays.
final class Neighbours {

  static final TableFormat FORMAT =
      TableFormat.of("/dev/classify/attributes/area-neighbours.csv", "term", "role");

  /// What a word makes of the name beside it.
  enum Role {
    SUBJECT,
    PLACE,
    PARTNER,
    ORIGIN,
    ARTICLE,
    MONEY,
    JOIN
  }

  private static final Vocabulary<Role> ROLE =
      Vocabulary.of(
          Map.of(
              "subject", Role.SUBJECT,
              "place", Role.PLACE,
              "partner", Role.PARTNER,
              "origin", Role.ORIGIN,
              "article", Role.ARTICLE,
              "money", Role.MONEY,
              "join", Role.JOIN));

  private final Map<String, Role> roles;

  private Neighbours(Map<String, Role> roles) {
    this.roles = roles;
  }

  static Neighbours read(TableSet tables) {
    Map<String, Role> roles = new HashMap<>();
    for (Row row : tables.read(FORMAT).rows()) {
      List<Token> word = Tokenizer.tokens(row.phrase("term"));
      row.require(word.size() == 1, "term", "is not one word", "write one word");
      roles.put(word.getFirst().folded(), row.required("role", ROLE));
    }
    return new Neighbours(roles);
  }

  @Nullable Role of(Token word) {
    return roles.get(word.folded());
  }

  /// The first word of a name with its article.
  int withArticle(PiecedText text, int start) {
    boolean article =
        start > 0 && !text.startsPiece(start) && of(text.words().get(start - 1)) == Role.ARTICLE;
    return article ? start - 1 : start;
  }

  /// Whether a word of these roles is anywhere before a name.
  boolean earlier(Set<Role> roles, PiecedText text, int start) {
    return text.words().subList(0, start).stream().anyMatch(word -> roles.contains(of(word)));
  }

  /// The role that the word before gives to a name; null if there is none in its piece.
  @Nullable Role before(PiecedText text, int start) {
    return text.startsPiece(start) ? null : of(text.words().get(start - 1));
  }
}

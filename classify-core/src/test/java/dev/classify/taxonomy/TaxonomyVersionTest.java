package dev.classify.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The vocabularies and the consistency matrix are part of every answer's version.
class TaxonomyVersionTest {

  private static final String VERSION = "2026-11";
  private static final String SCHEME = "abcab5b1e0719211";

  @Test
  void vocabulariesAndMatrixChangeOnlyWithTheSchemeVersion() {
    String scheme = hashOfScheme();
    assertThat(Taxonomy.VERSION + " " + scheme)
        .as(
            "The vocabularies or the consistency matrix have changed. fix: raise Taxonomy.VERSION, "
                + "update docs/scheme.md, and set VERSION and SCHEME = \"%s\" here",
            scheme)
        .isEqualTo(VERSION + " " + SCHEME);
  }

  private static String hashOfScheme() {
    MessageDigest digest = ContentHash.sha256();
    Stream.of(
            AnswerColumn.ALL.stream().map(AnswerColumn::column).toList(),
            Stream.of(AnswerField.values()).flatMap(field -> field.tokens().stream()).toList(),
            ConsistencyTables.families(),
            ConsistencyTables.times(),
            ConsistencyTables.units())
        .flatMap(List::stream)
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}

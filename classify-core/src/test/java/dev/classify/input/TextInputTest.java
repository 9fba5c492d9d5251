package dev.classify.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextInputTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '!',
      textBlock =
          """
          id,name,units\\nA,Exports; total,EUR\\n ! `` ! Exports; total
          id;name;units\\nA;Exports, total;EUR\\n ! fields between semicolons ! Exports, total
          id\\tname\\tunits\\nA\\tExports, total\\tEUR\\n ! fields between tabs ! Exports, total
          id|name|units\\nA|Exports; total|EUR\\n ! fields between bars (|) ! Exports; total
          sep=;\\nid;name\\nA;one\\n ! fields between semicolons, header in line 2 ! one
          "sep=|"\\r\\nid|name\\r\\nA|one\\r\\n ! fields between bars (|), header in line 2 ! one
          Prices, goods\\nMade: 2019\\n\\nid;name\\nA;one\\n ! fields between semicolons, header in line 4 ! one
          Source,World Bank\\nid,name\\nA,one\\n ! header in line 2 ! one
          id;name\\nA;" one; two"\\n ! fields between semicolons ! one; two
          id\\tname\\n\\tx\\nA\\t two \\n ! fields between tabs ! two
          """)
  void separatorAndHeaderAreRecognised(String written, String reading, String name)
      throws Exception {
    String text = written.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    try (InputRows rows = open("a.txt", text.getBytes(StandardCharsets.UTF_8), InputOptions.NONE)) {
      assertThat(rows.reading().orElse(""))
          .isEqualTo(reading.isEmpty() ? "" : "reading a.txt as " + reading);
      assertThat(good(rows)).extracting(row -> row.indicator().name()).containsExactly(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1"})
  void encodingIsRecognised(String encoding) throws Exception {
    String name = "Ausfuhr, \u00DCberschuss f\u00FCr d\u00E9bit \u00F1andu";
    byte[] bytes = ("id;name\r\nA;" + name + "\r\n").getBytes(Charset.forName(encoding));
    try (InputRows rows = open("a.csv", bytes, InputOptions.NONE)) {
      assertThat(good(rows)).extracting(row -> row.indicator().name()).containsExactly(name);
    }
    if (encoding.startsWith("UTF")) {
      byte[] marked = ("\uFEFFid;name\r\nA;" + name + "\r\n").getBytes(Charset.forName(encoding));
      try (InputRows rows = open("a.csv", marked, InputOptions.NONE)) {
        assertThat(good(rows)).extracting(row -> row.indicator().id()).containsExactly("A");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1250,Pr\u016Fmysl celkem",
    "windows-1250,Warto\u015B\u0107 sprzeda\u017Cy",
    "windows-1250,\u0141\u00F3d\u017A",
    "windows-1250,ju\u017C",
    "windows-1250,\u015Arednia",
    "windows-1250,el\u0151z\u0151 \u00E9v\u00E1rindex",
    "windows-1251,\u041F\u0440\u043E\u043C\u044B\u0448\u043B\u0435\u043D\u043D\u043E\u0441\u0442\u044C",
    "windows-1254,T\u00FCrkiye \u0130hracat\u0131",
    "windows-1254,Enflasyon oran\u0131",
    "windows-1253,\u0395\u03BE\u03B1\u03B3\u03C9\u03B3\u03AD\u03C2",
    "Shift_JIS,\u30C6\u30B9\u30C8",
    "Shift_JIS,\u5931\u696D\u7387",
    "Big5,\u5931\u696D\u7387",
    "EUC-KR,\uC2E4\uC5C5\uB960",
    "GB18030,\u8FDB\u51FA\u53E3\u603B\u989D"
  })
  void encodingThatCannotBeToldIsAskedFor(String encoding, String name) throws Exception {
    byte[] bytes = ("id,name\nA," + name + "\n").getBytes(Charset.forName(encoding));
    assertThatThrownBy(() -> open("a.csv", bytes, InputOptions.NONE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("a.csv is not UTF-8")
        .hasMessageContaining("--encoding windows-1252");
    try (InputRows rows = open("a.csv", bytes, said(null, encoding, null))) {
      assertThat(good(rows)).extracting(row -> row.indicator().name()).containsExactly(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C\u00F4te d'Ivoire, S\u00E3o Tom\u00E9, Cura\u00E7ao, \u00C5land",
        "Producci\u00F3n del a\u00F1o, \u00BFqu\u00E9?",
        "Reddito pro capite, pi\u00F9 attivit\u00E0",
        "\u0152uvres, s\u0153urs, cr\u00E9\u00E9es, km\u00B3/s, m\u00B2",
        "Exporta\u00E7\u00F5es de \u00F3leo",
        "\u00DEj\u00F3\u00F0arframlei\u00F0sla, \u00FEj\u00F3nusta \u00E1 \u00E1ri",
        "Tekjur, \u00FE.m.t. b\u00E6tur",
        "Limites de cr\u00E9dito, p\u00F5e, op\u00E7\u00F5es",
        "T\u00F6\u00F6j\u00F5ud, k\u00FCtus",
        "S\u00F8knader og g\u00E6ld, l\u00E6sef\u00E6rdighed",
        "Price in \u20AC \u2013 \u201Cnet\u201D, \u00A3m"
      })
  void textOfWesternEuropeIsRead(String name) throws Exception {
    byte[] bytes = ("id;name\nA;" + name + "\n").getBytes(Charset.forName("windows-1252"));
    try (InputRows rows = open("a.csv", bytes, InputOptions.NONE)) {
      assertThat(good(rows)).extracting(row -> row.indicator().name()).containsExactly(name);
    }
  }

  @Test
  void twoSeparatorsThatFitAreAnErrorWithTheOption() throws Exception {
    byte[] bytes = "id,x;name\nA,b;c\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> open("a.csv", bytes, InputOptions.NONE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("separated by commas or semicolons")
        .hasMessageContaining("--delimiter");
  }

  @Test
  void optionsAreUsedInsteadOfWhatIsRecognised() throws Exception {
    byte[] bytes = "id,name\nB,no\n#\nid:name\nA:one\n".getBytes(StandardCharsets.UTF_8);
    try (InputRows rows = open("a.csv", bytes, said(":", "UTF-8", 3))) {
      assertThat(rows.reading())
          .contains("reading a.csv as fields between the character :, header in line 4");
      assertThat(good(rows)).extracting(row -> row.indicator().id()).containsExactly("A");
    }
    assertThatThrownBy(() -> said("ab", null, null))
        .hasMessageContaining("the delimiter ab is no separator");
    assertThatThrownBy(() -> said(null, "nonsense", null))
        .hasMessageContaining("the encoding nonsense is not known here");
    assertThatThrownBy(() -> said(null, null, -1))
        .hasMessageContaining("-1 lines cannot be skipped");
  }

  @Test
  void rowsWithoutContentAreNoRowsAndShortOnesHaveAWarning() throws Exception {
    byte[] bytes =
        "id,name,units,,\nA,one,EUR,,\n,,,,\nB,two\n\n , \n".getBytes(StandardCharsets.UTF_8);
    try (InputRows rows = open("a.csv", bytes, InputOptions.NONE)) {
      List<InputRow.Good> good = good(rows);
      assertThat(good).extracting(row -> row.warnings().size()).containsExactly(0, 1);
      assertThat(rows.extraColumns()).isEmpty();
    }
  }

  @Test
  void elementsOfAJsonArrayAreReadAndBrokenOnesListed() throws Exception {
    String json =
        """
        [
          {"id": "A", "name": "a [b], {c}", "values": [{"date": "2024", "value": 1}]},
          {"id": "B" "name": "x"},
          7,
          {"id": "C",
           "name": "say \\"]\\" twice"}
        ]
        """;
    try (InputRows rows =
        open("a.json", json.getBytes(StandardCharsets.UTF_8), InputOptions.NONE)) {
      List<String> read = new ArrayList<>();
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add(
            row.get().location().line()
                + switch (row.get()) {
                  case InputRow.Good good -> " " + good.indicator().name();
                  case InputRow.Bad bad ->
                      " " + bad.problems().getFirst().problem().replaceFirst("\\(.*", "");
                });
      }
      assertThat(read)
          .containsExactly(
              "2 a [b], {c}",
              "3 is not valid JSON ",
              "4 is not a JSON object",
              "5 say \"]\" twice");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"id":"A","name":"one"}|is missing: the file ends before its array is closed
          [{"id":"A","name":"one"}] x|follows the end of the array
          [{"id":"A","name":"one"},{"id":|is not valid JSON
          """)
  void faultAtTheEndOfAJsonArrayIsListedAfterItsRows(String json, String problem) throws Exception {
    try (InputRows rows =
        open("a.json", json.getBytes(StandardCharsets.UTF_8), InputOptions.NONE)) {
      assertThat(rows.next().orElseThrow()).isInstanceOf(InputRow.Good.class);
      assertThat(rows.next().orElseThrow())
          .isInstanceOfSatisfying(
              InputRow.Bad.class,
              bad -> assertThat(bad.problems().getFirst().problem()).startsWith(problem));
    }
  }

  @Test
  void arrayOfObjectsIsReadWhateverItsNameSays() throws Exception {
    byte[] bytes = "[{\"id\":1,\"name\":\"one\"}]".getBytes(StandardCharsets.UTF_8);
    for (String name : List.of("a.json", "a.jsonl", "a.txt")) {
      try (InputRows rows = open(name, bytes, InputOptions.NONE)) {
        assertThat(good(rows)).hasSize(1);
      }
    }
  }

  private static InputOptions said(
      @Nullable String delimiter, @Nullable String encoding, @Nullable Integer skipLines) {
    return InputOptions.NONE.with(TextOptions.of(delimiter, encoding, skipLines));
  }

  private static InputRows open(String name, byte[] bytes, InputOptions options)
      throws IOException {
    return TextInput.open(name, new ByteArrayInputStream(bytes), options);
  }

  private static List<InputRow.Good> good(InputRows rows) {
    List<InputRow.Good> good = new ArrayList<>();
    for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
      if (row.get() instanceof InputRow.Good read) {
        good.add(read);
      }
    }
    return good;
  }
}

package dev.classify.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  private static final List<String> COLUMNS = List.of("term", "where", "weight");

  @Test
  void commentsAndBlankLinesAreNotRows() {
    CsvTable table = read("# terms\nterm,where,weight\n\n# gdp\ngdp, title ,5\n");

    assertThat(table.rows()).hasSize(1);
    assertThat(table.rows().getFirst().text("where")).isEqualTo("title");
    assertThat(table.rows().getFirst().number("weight", 1, 9)).isEqualTo(5);
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreIgnored() {
    assertThat(read("\uFEFFterm,where,weight\r\ngdp,title,5\r\n").rows().getFirst().line())
        .isEqualTo("gdp,title,5");
  }

  @Test
  void missingColumnIsNamed() {
    assertThatThrownBy(() -> read("term,weight\ngdp,5\n"))
        .hasMessage(
            "t.csv:1: column where is missing from the header"
                + "\nfix: make the first line term,where,weight");
  }

  @Test
  void missingHeaderIsNamed() {
    assertThatThrownBy(() -> read("# nothing\n"))
        .hasMessage("t.csv has no header\nfix: make the first line term,where,weight");
  }

  @Test
  void rowWithAnExtraCellIsReported() {
    assertThatThrownBy(() -> read("term,where,weight\ngdp,title,5\nexports, net,title,5\n"))
        .hasMessage(
            "t.csv:3: '5' is after the last column, weight: 4 cells instead of 3"
                + "\nfix: write term,where,weight; a cell cannot hold a comma");
  }

  @Test
  void rowWithAMissingCellNamesItsColumn() {
    assertThatThrownBy(() -> read("term,where,weight\ngdp,title\n"))
        .hasMessageContaining("t.csv:2: column weight is missing: 2 cells instead of 3");
  }

  @Test
  void repeatedRowNamesTheFirst() {
    assertThatThrownBy(() -> read("term,where,weight\ngdp,title,5\ngni,title,5\ngdp,title,5\n"))
        .hasMessage("t.csv:4: repeats line 2\nfix: remove one of the two lines");
  }

  @Test
  void secondRowWithTheSameKeyNamesTheFirst() {
    CsvTable table = read("term,where,weight\ngdp,title,5\ngdp,unit,5\ngdp,title,7\n");

    assertThatThrownBy(() -> table.unique(List.of("term", "where")))
        .hasMessage(
            "t.csv:4: term and where 'gdp', 'title' is already in line 2"
                + "\nfix: keep one of the two lines");
  }

  @Test
  void wordOutsideTheVocabularyNamesItsColumnAndTheAllowedWords() {
    CsvTable.Row row = read("term,where,weight\ngdp,titel,five\n").rows().getFirst();

    assertThatThrownBy(() -> row.required("where", Vocabulary.of(Map.of("title", 1, "any", 2))))
        .hasMessage("t.csv:2: column where 'titel' is unknown\nfix: use any or title");
    assertThatThrownBy(() -> row.oneOf("where", "title", "any"))
        .hasMessage("t.csv:2: column where 'titel' is unknown\nfix: use title or any");
    assertThatThrownBy(() -> row.number("weight", 1, 9))
        .hasMessage(
            "t.csv:2: column weight 'five' is out of range"
                + "\nfix: write a whole number from 1 to 9");
  }

  @Test
  void phraseWithoutWordsIsRefused() {
    CsvTable.Row row = read("term,where,weight\n*,title,5\n").rows().getFirst();

    assertThatThrownBy(() -> row.phrase("term"))
        .hasMessageContaining("t.csv:2: column term '*' has nothing to search for");
  }

  @Test
  void userRowsReplaceRowsWithTheSameKeyAndOthersAreAdded() {
    CsvTable shipped =
        read("term,where,weight\ngdp,title,5\noutput,title,3\ngdp,unit,4\n=MM,unit,1\n");
    CsvTable own = read("term,where,weight\nGDP,any,9\nsprockle,title,7\n=mm,unit,2\n");

    assertThat(shipped.overriddenBy(own, List.of("term")).rows())
        .extracting(CsvTable.Row::line)
        .containsExactly(
            "GDP,any,9", "output,title,3", "=MM,unit,1", "sprockle,title,7", "=mm,unit,2");
  }

  private static CsvTable read(String text) {
    return CsvTable.parse("t.csv", text, COLUMNS);
  }
}

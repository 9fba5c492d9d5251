package dev.classify.rules;

import dev.classify.attributes.AttributeTables;
import dev.classify.text.TableFile;
import dev.classify.text.TableFormat;
import dev.classify.text.TableSet;
import dev.classify.time.TimeTables;
import dev.classify.units.CurrencyCodes;
import dev.classify.units.UnitTables;
import java.util.List;
import java.util.stream.Stream;

/// Every table that the rules answer from, read and checked. A program loads them once, at its
/// start, and passes them on. Immutable.
public final class RuleTables {

  /// Every table there is. The order is part of [RulesVersion].
  static final List<TableFormat> FORMATS =
      Stream.of(
              List.of(
                  AmericanNames.FORMAT,
                  CalibrationTable.FORMAT,
                  SignTable.FORMAT,
                  EvidenceWeights.FORMAT,
                  MeaningTable.FORMAT,
                  TermScores.FORMAT,
                  SubjectTerms.FORMAT,
                  SubjectTerms.CONCEPTS,
                  SubjectTerms.CONCEPT_WORDS,
                  AsideWords.FORMAT,
                  TimeWords.FORMAT,
                  NumberForms.FORMAT),
              TimeTables.FORMATS,
              UnitTables.FORMATS,
              AttributeTables.FORMATS)
          .flatMap(List::stream)
          .toList();

  private final String version;
  private final EvidenceWeights weights;
  private final TermScores scores;
  private final CalibrationTable calibration;
  private final SignTable signs;
  private final SubjectTerms terms;
  private final MeaningTable meanings;
  private final Repair repair;
  private final NumberForms forms;
  private final AsideWords asideWords;
  private final TimeWords timeWords;
  private final AmericanNames americanNames;
  private final TimeTables time;
  private final UnitTables units;
  private final AttributeTables attributes;

  private RuleTables(TableSet tables) {
    version = RulesVersion.of(tables);
    weights = EvidenceWeights.read(tables);
    scores = TermScores.read(tables);
    calibration = CalibrationTable.read(tables);
    signs = SignTable.read(tables);
    terms = SubjectTerms.read(tables);
    meanings = MeaningTable.read(tables);
    repair = new Repair(meanings);
    forms = NumberForms.read(tables);
    asideWords = AsideWords.read(tables);
    timeWords = TimeWords.read(tables);
    americanNames = AmericanNames.read(tables);
    time = TimeTables.read(tables);
    units = UnitTables.read(tables);
    attributes = AttributeTables.read(tables);
  }

  /// The tables that come with the program.
  public static RuleTables shipped() {
    return extendedBy(List.of());
  }

  /// The tables that come with the program, extended by those of the user. A user's row replaces
  /// every row with the same key; without such a row it is added. The key is the first column; in
  /// meanings.csv it is nature and form.
  ///
  /// @param own tables of the user, named like the shipped ones
  public static RuleTables extendedBy(List<TableFile> own) {
    return new RuleTables(TableSet.of(own, FORMATS));
  }

  /// Identifies the code and the tables: other rules, other version.
  public String version() {
    return version;
  }

  /// The currency codes that an answer may have.
  public CurrencyCodes currencyCodes() {
    return units.currencyCodes();
  }

  /// Makes contradictory answers consistent.
  public Repair repair() {
    return repair;
  }

  EvidenceWeights weights() {
    return weights;
  }

  TermScores scores() {
    return scores;
  }

  CalibrationTable calibration() {
    return calibration;
  }

  SignTable signs() {
    return signs;
  }

  SubjectTerms terms() {
    return terms;
  }

  MeaningTable meanings() {
    return meanings;
  }

  NumberForms forms() {
    return forms;
  }

  AsideWords asideWords() {
    return asideWords;
  }

  TimeWords timeWords() {
    return timeWords;
  }

  AmericanNames americanNames() {
    return americanNames;
  }

  TimeTables time() {
    return time;
  }

  UnitTables units() {
    return units;
  }

  AttributeTables attributes() {
    return attributes;
  }
}

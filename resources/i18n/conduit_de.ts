<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>CellValue</name>
    <message>
        <source>&apos;%1&apos; is no number here: write the decimal point as a point.</source>
        <translation>„%1“ ist hier keine Zahl: Schreiben Sie das Dezimalzeichen als Punkt.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no number, such as 12 or 0.5.</source>
        <translation>„%1“ ist keine Zahl wie 12 oder 0.5.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is neither true nor false.</source>
        <translation>„%1“ ist weder true noch false.</translation>
    </message>
    <message>
        <source>A priority is a whole number from 0 to 9.</source>
        <translation>Eine Priorität ist eine ganze Zahl von 0 bis 9.</translation>
    </message>
    <message>
        <source>A delay is a number of seconds from 0 to 316,224,000.</source>
        <translation>Eine Verzögerung ist eine Anzahl von Sekunden von 0 bis 316.224.000.</translation>
    </message>
    <message>
        <source>A time needs its offset, such as 2026-11-25T10:00:00Z.</source>
        <translation>Eine Zeit braucht ihren Versatz zu UTC, zum Beispiel 2026-11-25T10:00:00Z.</translation>
    </message>
    <message>
        <source>The text is longer than %1 characters.</source>
        <translation>Der Text ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Das ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>The name of a queue has neither &apos;:&apos; nor &apos;,&apos;.</source>
        <translation>Der Name einer Warteschlange enthält weder „:“ noch „,“.</translation>
    </message>
</context>
<context>
    <name>ChosenTasks</name>
    <message>
        <source>Choose a task first.</source>
        <translation>Wählen Sie zuerst eine Aufgabe.</translation>
    </message>
    <message>
        <source>Choose states, a type or a queue first.</source>
        <translation>Wählen Sie zuerst Zustände, einen Typ oder eine Warteschlange.</translation>
    </message>
    <message>
        <source>More than %1 tasks are selected one by one. Filter instead, and select all that match.</source>
        <translation>Mehr als %1 Aufgaben sind einzeln ausgewählt. Filtern Sie stattdessen und wählen Sie alles, was passt.</translation>
    </message>
    <message>
        <source>The task is not listed.</source>
        <translation>Die Aufgabe ist nicht aufgelistet.</translation>
    </message>
    <message>
        <source>It cannot be done to tasks that are: %1.</source>
        <translation>Bei Aufgaben in diesen Zuständen geht das nicht: %1.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 von %3)</translation>
    </message>
</context>
<context>
    <name>CsvReader</name>
    <message>
        <source>The quote that opens here is never closed.</source>
        <translation>Das Anführungszeichen, das hier öffnet, wird nie geschlossen.</translation>
    </message>
    <message>
        <source>A quote stands inside a text that does not begin with one.</source>
        <translation>Ein Anführungszeichen steht in einem Text, der nicht mit einem beginnt.</translation>
    </message>
    <message>
        <source>The text goes on behind its closing quote.</source>
        <translation>Hinter dem schließenden Anführungszeichen geht der Text weiter.</translation>
    </message>
    <message>
        <source>A carriage return stands alone; lines end with a line feed.</source>
        <translation>Ein Wagenrücklauf steht allein; Zeilen enden mit einem Zeilenvorschub.</translation>
    </message>
    <message>
        <source>The record that begins here is larger than any task may be.</source>
        <translation>Der Datensatz, der hier beginnt, ist größer, als eine Aufgabe sein darf.</translation>
    </message>
</context>
<context>
    <name>DeletionRecord</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>Details copied</source>
        <translation>Angaben kopiert</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Copy details for a bug report</source>
        <translation>Angaben für einen Fehlerbericht kopieren</translation>
    </message>
    <message>
        <source>About Conduit</source>
        <translation>Über Conduit</translation>
    </message>
    <message>
        <source>Broker log…</source>
        <translation>Log des Brokers …</translation>
    </message>
</context>
<context>
    <name>JsonRows</name>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Das ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>the file does not begin with &apos;[&apos;</source>
        <translation>die Datei beginnt nicht mit „[“</translation>
    </message>
    <message>
        <source>the value that begins here does not end</source>
        <translation>der Wert, der hier beginnt, endet nicht</translation>
    </message>
    <message>
        <source>a comma or &apos;]&apos; is missing</source>
        <translation>ein Komma oder „]“ fehlt</translation>
    </message>
    <message>
        <source>something stands behind the array</source>
        <translation>hinter dem Array steht noch etwas</translation>
    </message>
    <message>
        <source>The array is broken in line %1: %2.</source>
        <translation>Das Array ist in Zeile %1 fehlerhaft: %2.</translation>
    </message>
</context>
<context>
    <name>KeychainTokens</name>
    <message>
        <source>the desktop&apos;s keychain</source>
        <translation>dem Schlüsselbund des Desktops</translation>
    </message>
    <message>
        <source>The keychain does not allow it: %1. Unlock the keychain, and try again.</source>
        <translation>Der Schlüsselbund erlaubt es nicht: %1. Entsperren Sie ihn und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1, since no keychain answers here</source>
        <translation>%1, da hier kein Schlüsselbund antwortet</translation>
    </message>
</context>
<context>
    <name>LoginStart</name>
    <message>
        <source>This desktop has no folder for programs that start at login.</source>
        <translation>Dieser Desktop hat keinen Ordner für Programme, die bei der Anmeldung starten.</translation>
    </message>
    <message>
        <source>%1 cannot be removed.</source>
        <translation>%1 lässt sich nicht löschen.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Nothing was changed.</source>
        <translation>%1 lässt sich nicht schreiben. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>OperationPace</name>
    <message>
        <source>%1 tasks/s</source>
        <translation>%1 Aufgaben/s</translation>
    </message>
    <message>
        <source>%1 tasks a minute</source>
        <translation>%1 Aufgaben je Minute</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
</context>
<context>
    <name>ProgressPace</name>
    <message>
        <source>last report %1</source>
        <translation>letzte Meldung %1</translation>
    </message>
    <message>
        <source>no report since %1</source>
        <translation>keine Meldung seit %1</translation>
    </message>
    <message>
        <source>%1 % a minute, about %2 left</source>
        <translation>%1 % pro Minute, noch etwa %2</translation>
    </message>
</context>
<context>
    <name>RejectedRows</name>
    <message>
        <source>The rows were not saved: %1.</source>
        <translation>Die Zeilen wurden nicht gespeichert: %1.</translation>
    </message>
</context>
<context>
    <name>RowFormat</name>
    <message>
        <source>The file is UTF-16. Save it as UTF-8 and choose it again.</source>
        <translation>Die Datei ist in UTF-16. Speichern Sie sie als UTF-8 und wählen Sie sie erneut.</translation>
    </message>
    <message>
        <source>This is no text file. Choose a CSV, TSV or JSON file.</source>
        <translation>Das ist keine Textdatei. Wählen Sie eine CSV-, TSV- oder JSON-Datei.</translation>
    </message>
</context>
<context>
    <name>RowMapping</name>
    <message>
        <source>The cell is empty, and this field is required.</source>
        <translation>Die Zelle ist leer, und dieses Feld ist erforderlich.</translation>
    </message>
    <message>
        <source>The cell is not UTF-8. Choose Latin-1 if the file is in that encoding.</source>
        <translation>Die Zelle ist nicht in UTF-8. Wählen Sie Latin-1, wenn die Datei so kodiert ist.</translation>
    </message>
    <message>
        <source>A column that goes to the payload needs the name of a field.</source>
        <translation>Eine Spalte, die in die Nutzdaten geht, braucht den Namen eines Feldes.</translation>
    </message>
    <message>
        <source>Two columns go to %1. Leave one of them out.</source>
        <translation>Zwei Spalten gehen nach %1. Lassen Sie eine davon weg.</translation>
    </message>
    <message>
        <source>%1 is required. Choose a column for it, or type one value for all rows.</source>
        <translation>%1 ist erforderlich. Wählen Sie eine Spalte dafür oder geben Sie einen Wert für alle Zeilen ein.</translation>
    </message>
    <message>
        <source>This is not JSON: %1.</source>
        <translation>Das ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>Cells in this row: %1. Columns: %2.</source>
        <translation>Zellen in dieser Zeile: %1. Spalten: %2.</translation>
    </message>
</context>
<context>
    <name>RowPass</name>
    <message>
        <source>The file has changed since it was checked. Go back and check it again.</source>
        <translation>Die Datei wurde seit der Prüfung geändert. Gehen Sie zurück und prüfen Sie sie erneut.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>, %1 rows/s</source>
        <translation>, %1 Zeilen/s</translation>
    </message>
    <message>
        <source>, about %1 left</source>
        <translation>, noch etwa %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1. It waits for the broker and goes on by itself: %2</source>
        <translation>%1. Es wird auf den Broker gewartet und geht von selbst weiter: %2</translation>
    </message>
    <message>
        <source>%1, paused</source>
        <translation>%1, angehalten</translation>
    </message>
    <message>
        <source>%1, paused: %2</source>
        <translation>%1, angehalten: %2</translation>
    </message>
    <message>
        <source>Stopped after %1.</source>
        <translation>Nach %1 beendet.</translation>
    </message>
    <message>
        <source>Stopped after %1. %2</source>
        <translation>Nach %1 beendet. %2</translation>
    </message>
    <message numerus="yes">
        <source>Done: %Ln task(s) enqueued.</source>
        <translation>
            <numerusform>Fertig: %Ln Aufgabe eingereiht.</numerusform>
            <numerusform>Fertig: %Ln Aufgaben eingereiht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskDefaults</name>
    <message>
        <source>attempts: %1</source>
        <translation>Versuche: %1</translation>
    </message>
    <message>
        <source>rests %1</source>
        <translation>Pausen %1</translation>
    </message>
    <message>
        <source>tried for %1</source>
        <translation>höchstens %1 lang versucht</translation>
    </message>
    <message>
        <source>time limit %1</source>
        <translation>Zeitlimit %1</translation>
    </message>
    <message>
        <source>no time limit</source>
        <translation>kein Zeitlimit</translation>
    </message>
    <message>
        <source>run at most once</source>
        <translation>höchstens einmal ausgeführt</translation>
    </message>
    <message>
        <source>run again after a lost lease</source>
        <translation>nach verlorener Lease erneut ausgeführt</translation>
    </message>
    <message>
        <source>no retry after: %1</source>
        <translation>keine Wiederholung nach: %1</translation>
    </message>
    <message>
        <source>completed kept %1</source>
        <translation>abgeschlossene %1 aufbewahrt</translation>
    </message>
    <message>
        <source>dead kept %1</source>
        <translation>tote %1 aufbewahrt</translation>
    </message>
</context>
<context>
    <name>TaskFile</name>
    <message>
        <source>The file cannot be written: %1.</source>
        <translation>Die Datei kann nicht geschrieben werden: %1.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Attempt %1 is to come. The task waits for %2 in all.</source>
        <translation>Versuch %1 steht noch aus. Die Aufgabe wartet insgesamt %2.</translation>
    </message>
    <message>
        <source>Attempt %1 waited %2, started %3, ran %4. %5.</source>
        <translation>Versuch %1 wartete %2, begann %3 und lief %4. %5.</translation>
    </message>
    <message>
        <source>Worker: %1.</source>
        <translation>Worker: %1.</translation>
    </message>
    <message>
        <source>Its times contradict each other: the clocks of two computers differ.</source>
        <translation>Die Zeiten widersprechen sich: Die Uhren zweier Rechner gehen verschieden.</translation>
    </message>
</context>
<context>
    <name>TokenFolder</name>
    <message>
        <source>a file that only you can read</source>
        <translation>einer Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>Others can read %1. Forbid that with chmod 600, or enter the token again.</source>
        <translation>Andere können %1 lesen. Verbieten Sie das mit chmod 600 oder geben Sie das Token erneut ein.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be removed: %2.</source>
        <translation>%1 kann nicht entfernt werden: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>WorkerClock</name>
    <message>
        <source>%1 ahead</source>
        <translation>%1 vor</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 nach</translation>
    </message>
</context>
<context>
    <name>acts</name>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Zurückhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>1 task</source>
        <translation>1 Aufgabe</translation>
    </message>
    <message>
        <source>%1 tasks</source>
        <translation>%1 Aufgaben</translation>
    </message>
    <message>
        <source>Undoing… %1 left</source>
        <translation>Wird rückgängig gemacht … noch %1</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone, but for %1 that had moved on</source>
        <translation>Rückgängig gemacht; inzwischen verändert und daher geblieben: %1</translation>
    </message>
    <message>
        <source>, %1 left as they are</source>
        <translation>, %1 unverändert</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>%1 wiederholen</translation>
    </message>
    <message>
        <source>Retrying… %1 of %2</source>
        <translation>Wird wiederholt … %1 von %2</translation>
    </message>
    <message>
        <source>Retried %1</source>
        <translation>%1 wiederholt</translation>
    </message>
    <message>
        <source>Run %1 now</source>
        <translation>%1 jetzt ausführen</translation>
    </message>
    <message>
        <source>Making due… %1 of %2</source>
        <translation>Wird fällig gemacht … %1 von %2</translation>
    </message>
    <message>
        <source>Made due %1</source>
        <translation>%1 fällig gemacht</translation>
    </message>
    <message>
        <source>Hold %1</source>
        <translation>%1 zurückhalten</translation>
    </message>
    <message>
        <source>Holding… %1 of %2</source>
        <translation>Wird zurückgehalten … %1 von %2</translation>
    </message>
    <message>
        <source>Held %1</source>
        <translation>%1 zurückgehalten</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Cancelling… %1 of %2</source>
        <translation>Wird abgebrochen … %1 von %2</translation>
    </message>
    <message>
        <source>Cancelled %1</source>
        <translation>%1 abgebrochen</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Restoring… %1 of %2</source>
        <translation>Wird wiederhergestellt … %1 von %2</translation>
    </message>
    <message>
        <source>Restored %1</source>
        <translation>%1 wiederhergestellt</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Deleting… %1 of %2</source>
        <translation>Wird gelöscht … %1 von %2</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Delete %1 for good</source>
        <translation>%1 endgültig löschen</translation>
    </message>
    <message>
        <source>Deleting for good… %1 of %2</source>
        <translation>Wird endgültig gelöscht … %1 von %2</translation>
    </message>
    <message>
        <source>Deleted %1 for good</source>
        <translation>%1 endgültig gelöscht</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>Set priority</source>
        <translation>Priorität setzen</translation>
    </message>
    <message>
        <source>Set the priority of %1</source>
        <translation>Priorität setzen: %1</translation>
    </message>
    <message>
        <source>Setting the priority… %1 of %2</source>
        <translation>Priorität wird gesetzt … %1 von %2</translation>
    </message>
    <message>
        <source>Move to queue</source>
        <translation>In eine Warteschlange verschieben</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>Moving… %1 of %2</source>
        <translation>Wird verschoben … %1 von %2</translation>
    </message>
    <message>
        <source>Moved %1</source>
        <translation>%1 verschoben</translation>
    </message>
    <message>
        <source>Add or remove tags</source>
        <translation>Tags ergänzen oder entfernen</translation>
    </message>
    <message>
        <source>Change the tags of %1</source>
        <translation>Tags ändern: %1</translation>
    </message>
    <message>
        <source>Changing tags… %1 of %2</source>
        <translation>Tags werden geändert … %1 von %2</translation>
    </message>
    <message>
        <source>Changed the tags of %1</source>
        <translation>Tags geändert: %1</translation>
    </message>
    <message>
        <source>Their new priority: %1</source>
        <translation>Neue Priorität: %1</translation>
    </message>
    <message>
        <source>Their new queue: %1</source>
        <translation>Neue Warteschlange: %1</translation>
    </message>
    <message>
        <source>Tags to add: %1</source>
        <translation>Zu ergänzende Tags: %1</translation>
    </message>
    <message>
        <source>Tags to remove: %1</source>
        <translation>Zu entfernende Tags: %1</translation>
    </message>
    <message>
        <source>Changed the priority of %1</source>
        <translation>Priorität geändert: %1</translation>
    </message>
    <message>
        <source>Not undone: %1 had moved on</source>
        <translation>Nicht rückgängig gemacht: %1 waren schon weiter</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <translation>Neu terminieren</translation>
    </message>
    <message>
        <source>Reschedule %1</source>
        <translation>%1 neu terminieren</translation>
    </message>
    <message>
        <source>Rescheduling… %1 of %2</source>
        <translation>Wird neu terminiert … %1 von %2</translation>
    </message>
    <message>
        <source>Rescheduled %1</source>
        <translation>%1 neu terminiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected task(s)</source>
        <translation>
            <numerusform>%Ln ausgewählte Aufgabe</numerusform>
            <numerusform>%Ln ausgewählte Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 übersprungen</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>audit</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled a task</source>
        <translation>Eine Aufgabe abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled tasks</source>
        <translation>Aufgaben abgebrochen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Retried a task</source>
        <translation>Eine Aufgabe wiederholt</translation>
    </message>
    <message>
        <source>Retried tasks</source>
        <translation>Aufgaben wiederholt</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Made a task due now</source>
        <translation>Eine Aufgabe sofort fällig gemacht</translation>
    </message>
    <message>
        <source>Made tasks due now</source>
        <translation>Aufgaben sofort fällig gemacht</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Zurückhalten</translation>
    </message>
    <message>
        <source>Held a task</source>
        <translation>Eine Aufgabe zurückgehalten</translation>
    </message>
    <message>
        <source>Held tasks</source>
        <translation>Aufgaben zurückgehalten</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Edited a task</source>
        <translation>Eine Aufgabe geändert</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deleted a task</source>
        <translation>Eine Aufgabe gelöscht</translation>
    </message>
    <message>
        <source>Deleted tasks</source>
        <translation>Aufgaben gelöscht</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restored a task</source>
        <translation>Eine Aufgabe wiederhergestellt</translation>
    </message>
    <message>
        <source>Restored tasks</source>
        <translation>Aufgaben wiederhergestellt</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Moved tasks to another queue</source>
        <translation>Aufgaben in eine andere Warteschlange verschoben</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tags ändern</translation>
    </message>
    <message>
        <source>Changed the tags of tasks</source>
        <translation>Die Tags von Aufgaben geändert</translation>
    </message>
    <message>
        <source>Set priority</source>
        <translation>Priorität setzen</translation>
    </message>
    <message>
        <source>Changed the priority of tasks</source>
        <translation>Die Priorität von Aufgaben geändert</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Paused work on tasks</source>
        <translation>Arbeit an Aufgaben angehalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resumed work on tasks</source>
        <translation>Arbeit an Aufgaben fortgesetzt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stopped work on tasks</source>
        <translation>Arbeit an Aufgaben gestoppt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Took back work on tasks</source>
        <translation>Arbeit an Aufgaben zurückgenommen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Finished work on tasks</source>
        <translation>Arbeit an Aufgaben abgeschlossen</translation>
    </message>
    <message>
        <source>Set schema</source>
        <translation>Schema setzen</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Ruhigstellen</translation>
    </message>
    <message>
        <source>End quiet</source>
        <translation>Ruhe beenden</translation>
    </message>
    <message>
        <source>Paused a queue</source>
        <translation>Eine Warteschlange angehalten</translation>
    </message>
    <message>
        <source>Resumed a queue</source>
        <translation>Eine Warteschlange fortgesetzt</translation>
    </message>
    <message>
        <source>Changed a queue&apos;s defaults</source>
        <translation>Vorgaben einer Warteschlange geändert</translation>
    </message>
    <message>
        <source>Set a type&apos;s schema</source>
        <translation>Schema eines Typs gesetzt</translation>
    </message>
    <message>
        <source>Changed a type&apos;s defaults</source>
        <translation>Vorgaben eines Typs geändert</translation>
    </message>
    <message>
        <source>Drained a worker</source>
        <translation>Einen Worker leerlaufen lassen</translation>
    </message>
    <message>
        <source>Stopped a worker</source>
        <translation>Einen Worker gestoppt</translation>
    </message>
    <message>
        <source>Paused everything</source>
        <translation>Alles angehalten</translation>
    </message>
    <message>
        <source>Resumed everything</source>
        <translation>Alles fortgesetzt</translation>
    </message>
    <message>
        <source>Made the broker quiet</source>
        <translation>Den Broker ruhiggestellt</translation>
    </message>
    <message>
        <source>Ended the broker&apos;s quiet</source>
        <translation>Die Ruhe des Brokers beendet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Being undone</source>
        <translation>Wird rückgängig gemacht</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Conduit</source>
        <translation>Conduit</translation>
    </message>
    <message>
        <source>A local program</source>
        <translation>Ein lokales Programm</translation>
    </message>
    <message>
        <source>Somebody at %1</source>
        <translation>Jemand unter %1</translation>
    </message>
    <message>
        <source>, %1 changed</source>
        <translation>, %1 geändert</translation>
    </message>
    <message>
        <source>, %1 skipped</source>
        <translation>, %1 übersprungen</translation>
    </message>
    <message>
        <source>, %1 failed</source>
        <translation>, %1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Deleted tasks for good</source>
        <translation>Aufgaben endgültig gelöscht</translation>
    </message>
    <message>
        <source>Deleted a queue</source>
        <translation>Eine Warteschlange gelöscht</translation>
    </message>
    <message>
        <source>Deleted a type</source>
        <translation>Einen Typ gelöscht</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <translation>Neu terminieren</translation>
    </message>
    <message>
        <source>Changed when tasks are due</source>
        <translation>Hat geändert, wann Aufgaben fällig sind</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forgot a worker</source>
        <translation>Einen Worker vergessen</translation>
    </message>
</context>
<context>
    <name>backoff</name>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>%1 each time</source>
        <translation>jedes Mal %1</translation>
    </message>
    <message>
        <source>%1, …, at most %2</source>
        <translation>%1, …, höchstens %2</translation>
    </message>
    <message>
        <source>%1, …, then %2</source>
        <translation>%1, …, dann %2</translation>
    </message>
</context>
<context>
    <name>base64</name>
    <message>
        <source>This is a data URI. The handler wants only what follows the comma.</source>
        <translation>Das ist eine Daten-URI. Der Handler will nur, was auf das Komma folgt.</translation>
    </message>
    <message>
        <source>Not valid base64 at character %1.</source>
        <translation>Ungültiges Base64 bei Zeichen %1.</translation>
    </message>
    <message>
        <source>Not valid base64: its length must be a multiple of four.</source>
        <translation>Ungültiges Base64: Die Länge muss ein Vielfaches von vier sein.</translation>
    </message>
    <message>
        <source>Not valid base64.</source>
        <translation>Ungültiges Base64.</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>%1. It may have been done all the same.</source>
        <translation>%1. Es ist vielleicht trotzdem geschehen.</translation>
    </message>
</context>
<context>
    <name>conduit::app::ConsoleWorkers</name>
    <message>
        <source>A name has letters, digits, &apos;.&apos;, &apos;_&apos; and &apos;-&apos;, at most 40, and is not &apos;%1&apos;.</source>
        <translation>Ein Name hat Buchstaben, Ziffern, „.“, „_“ und „-“, höchstens 40, und ist nicht „%1“.</translation>
    </message>
    <message>
        <source>There is a pool of this name, or its last process has not ended yet.</source>
        <translation>Es gibt einen Pool dieses Namens, oder sein letzter Prozess ist noch nicht beendet.</translation>
    </message>
    <message>
        <source>A pool has at most %1 processes with %2 tasks at a time.</source>
        <translation>Ein Pool hat höchstens %1 Prozesse mit je %2 Aufgaben gleichzeitig.</translation>
    </message>
    <message>
        <source>The folder must be an absolute path.</source>
        <translation>Der Ordner muss ein absoluter Pfad sein.</translation>
    </message>
    <message>
        <source>The name of a variable has letters, digits and &apos;_&apos;, and does not begin with a digit.</source>
        <translation>Der Name einer Variable hat Buchstaben, Ziffern und „_“ und beginnt nicht mit einer Ziffer.</translation>
    </message>
    <message>
        <source>There are %1 pools already, and no more can be kept.</source>
        <translation>Es gibt schon %1 Pools; mehr können nicht aufbewahrt werden.</translation>
    </message>
    <message>
        <source>The file of the pools in the data folder cannot be written. Nothing was changed.</source>
        <translation>Die Datei der Pools im Datenordner kann nicht geschrieben werden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The file of the pools in the data folder has changed since Conduit read it. Start Conduit again first.</source>
        <translation>Die Datei der Pools im Datenordner hat sich geändert, seit Conduit sie gelesen hat. Starten Sie Conduit zuerst neu.</translation>
    </message>
    <message>
        <source>No name of a type or queue is empty or has a comma in it.</source>
        <translation>Kein Name eines Typs oder einer Warteschlange ist leer oder enthält ein Komma.</translation>
    </message>
</context>
<context>
    <name>conduit::app::DemoBroker</name>
    <message>
        <source>There is no room for a temporary folder.</source>
        <translation>Für einen temporären Ordner ist kein Platz.</translation>
    </message>
    <message>
        <source>The broker of the demonstration could not start.</source>
        <translation>Der Broker der Vorführung konnte nicht starten.</translation>
    </message>
    <message>
        <source>The broker of the demonstration could not start: %1</source>
        <translation>Der Broker der Vorführung konnte nicht starten: %1</translation>
    </message>
</context>
<context>
    <name>conduit::app::OwnSettings</name>
    <message>
        <source>Conduit knows no setting &apos;%1&apos; that could be changed here.</source>
        <translation>Conduit kennt keine Einstellung „%1“, die sich hier ändern ließe.</translation>
    </message>
    <message>
        <source>It was set by %1, which wins over this.</source>
        <translation>Sie wurde durch %1 gesetzt; das hat Vorrang.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; %2.</source>
        <translation>„%1“ %2.</translation>
    </message>
    <message>
        <source>The broker was started with --insecure and asks nobody for a token: on %1 whoever reaches the port could do everything. Start Conduit without --insecure first; then it makes a token by itself.</source>
        <translation>Der Broker wurde mit --insecure gestartet und verlangt von niemandem ein Token: Auf %1 könnte jeder, der den Port erreicht, alles tun. Starten Sie Conduit zuerst ohne --insecure; dann legt es selbst ein Token an.</translation>
    </message>
    <message>
        <source>%1 cannot be written. Nothing was changed.</source>
        <translation>%1 kann nicht geschrieben werden. Geändert wurde nichts.</translation>
    </message>
</context>
<context>
    <name>conduit::app::StopNote</name>
    <message>
        <source>Conduit is stopping</source>
        <translation>Conduit wird beendet</translation>
    </message>
    <message>
        <source>Stop now and give tasks back</source>
        <translation>Jetzt beenden und Aufgaben zurückgeben</translation>
    </message>
    <message>
        <source>Waiting for running tasks to finish: %1</source>
        <translation>Warten, bis laufende Aufgaben fertig sind: %1</translation>
    </message>
    <message>
        <source>Waiting for the local workers to end</source>
        <translation>Warten, bis die lokalen Worker enden</translation>
    </message>
</context>
<context>
    <name>conduit::ui::AboutDialog</name>
    <message>
        <source>Copy details</source>
        <translation>Angaben kopieren</translation>
    </message>
    <message>
        <source>About Conduit</source>
        <translation>Über Conduit</translation>
    </message>
    <message>
        <source>A durable task queue, and its console.</source>
        <translation>Eine dauerhafte Aufgaben-Warteschlange und ihre Konsole.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3, without any warranty. The libraries for programs that use it are under the MIT licence.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3, ohne jede Gewähr. Die Bibliotheken für Programme, die sie nutzen, stehen unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>Details for a bug report</source>
        <translation>Angaben für einen Fehlerbericht</translation>
    </message>
    <message>
        <source>Conduit %1</source>
        <translation>Conduit %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActionHub</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Task</source>
        <translation>A&amp;ufgabe</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>W&amp;orker</source>
        <translation>W&amp;orker</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActivityButton</name>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message numerus="yes">
        <source>%Ln operation(s) under way</source>
        <translation>
            <numerusform>%Ln Vorgang läuft</numerusform>
            <numerusform>%Ln Vorgänge laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in Activity</source>
        <translation>In den Aktivitäten zeigen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActivityFeed</name>
    <message>
        <source>Enqueueing a file… %1 of %2</source>
        <translation>Datei wird eingereiht … %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>Enqueued %Ln task(s) of a file</source>
        <translation>
            <numerusform>%Ln Aufgabe einer Datei eingereiht</numerusform>
            <numerusform>%Ln Aufgaben einer Datei eingereiht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rows/s</source>
        <translation>%1 Zeilen/s</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) rejected</source>
        <translation>
            <numerusform>%Ln Zeile zurückgewiesen</numerusform>
            <numerusform>%Ln Zeilen zurückgewiesen</numerusform>
        </translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Dieses Fenster</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActivityModel</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Which tasks</source>
        <translation>Welche Aufgaben</translation>
    </message>
    <message>
        <source>Not changed</source>
        <translation>Nicht geändert</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Gestartet von</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ActivityPanel</name>
    <message>
        <source>Activity</source>
        <translation>Aktivitäten</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Pause operation</source>
        <translation>Vorgang anhalten</translation>
    </message>
    <message>
        <source>Stop operation</source>
        <translation>Vorgang stoppen</translation>
    </message>
    <message>
        <source>Undo what is chosen</source>
        <translation>Gewähltes rückgängig machen</translation>
    </message>
    <message>
        <source>Show the tasks of the operation</source>
        <translation>Aufgaben des Vorgangs zeigen</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Close Activity</source>
        <translation>Aktivitäten schließen</translation>
    </message>
    <message>
        <source>Nothing is under way</source>
        <translation>Nichts ist im Gange</translation>
    </message>
    <message>
        <source>What is done to many tasks at once stands here while it goes on and for a day afterwards, whoever began it; so does a file that is enqueued.</source>
        <translation>Was mit vielen Aufgaben auf einmal geschieht, steht hier, solange es läuft und noch einen Tag danach, wer auch immer es begonnen hat; ebenso eine Datei, die eingereiht wird.</translation>
    </message>
    <message>
        <source>Nothing has been told yet</source>
        <translation>Noch wurde nichts gemeldet</translation>
    </message>
    <message>
        <source>What this window tells at its edges stays here, so that nothing goes by unread.</source>
        <translation>Was dieses Fenster an seinen Rändern meldet, bleibt hier, damit nichts ungelesen vorbeigeht.</translation>
    </message>
    <message>
        <source>Choose an operation first.</source>
        <translation>Wählen Sie zuerst einen Vorgang.</translation>
    </message>
    <message>
        <source>Choose a message first.</source>
        <translation>Wählen Sie zuerst eine Meldung.</translation>
    </message>
    <message>
        <source>This is for operations.</source>
        <translation>Das ist für Vorgänge.</translation>
    </message>
    <message>
        <source>Continue operation</source>
        <translation>Vorgang fortsetzen</translation>
    </message>
    <message>
        <source>It does not run.</source>
        <translation>Er läuft nicht.</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Er ist abgeschlossen.</translation>
    </message>
    <message>
        <source>There is no filter that finds exactly these tasks.</source>
        <translation>Kein Filter findet genau diese Aufgaben.</translation>
    </message>
    <message>
        <source>Only work on many tasks that has ended and changed something can be undone.</source>
        <translation>Nur abgeschlossene Arbeit an vielen Aufgaben, die etwas geändert hat, kann zurückgenommen werden.</translation>
    </message>
    <message>
        <source>This cannot be undone, or not any more.</source>
        <translation>Das kann nicht oder nicht mehr rückgängig gemacht werden.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::AttemptModel</name>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>conduit::ui::AttemptsView</name>
    <message>
        <source>Exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>Error of the attempt</source>
        <translation>Fehler des Versuchs</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Error of attempt %1</source>
        <translation>Fehler, Versuch %1</translation>
    </message>
    <message>
        <source>Compare with attempt %1</source>
        <translation>Mit Versuch %1 vergleichen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Not loaded: %1</source>
        <translation>Nicht geladen: %1</translation>
    </message>
    <message>
        <source>No attempt has begun yet.</source>
        <translation>Noch kein Versuch hat begonnen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::Attention</name>
    <message>
        <source>No worker takes from queue %1. Tasks that wait there: %2</source>
        <translation>Kein Worker bedient die Warteschlange %1. Aufgaben, die dort warten: %2</translation>
    </message>
    <message>
        <source>Start a worker</source>
        <translation>Worker starten</translation>
    </message>
    <message>
        <source>Show workers</source>
        <translation>Worker zeigen</translation>
    </message>
    <message>
        <source>%1 fails: %2 of the last %3 attempts (%4 %).</source>
        <translation>%1 schlägt fehl: %2 der letzten %3 Versuche (%4 %).</translation>
    </message>
    <message>
        <source>Show failures</source>
        <translation>Fehlschläge zeigen</translation>
    </message>
    <message>
        <source>Dead tasks, which will not be tried again: %1.</source>
        <translation>Gescheiterte Aufgaben, die nicht mehr versucht werden: %1.</translation>
    </message>
    <message>
        <source>Most of them: %1, %2</source>
        <translation>Die meisten: %1, %2</translation>
    </message>
    <message>
        <source>Show dead tasks</source>
        <translation>Gescheiterte Aufgaben zeigen</translation>
    </message>
    <message>
        <source>Queue %1 is paused.</source>
        <translation>Die Warteschlange %1 ist angehalten.</translation>
    </message>
    <message>
        <source>Queue %1 is paused: %2</source>
        <translation>Die Warteschlange %1 ist angehalten: %2</translation>
    </message>
    <message>
        <source>Show queues</source>
        <translation>Warteschlangen zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Worker %1 has been silent for %2 and holds %Ln task(s).</source>
        <translation>
            <numerusform>Der Worker %1 schweigt seit %2 und hält %Ln Aufgabe.</numerusform>
            <numerusform>Der Worker %1 schweigt seit %2 und hält %Ln Aufgaben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ages follow the broker&apos;s clock. Set one of the two clocks right: a time that is typed here means another one there.</source>
        <translation>Altersangaben folgen der Uhr des Brokers. Stellen Sie eine der beiden Uhren richtig: Eine Zeit, die hier eingegeben wird, ist dort eine andere.</translation>
    </message>
    <message>
        <source>No news from the broker since %1: what you see here is of then.</source>
        <translation>Keine Nachricht vom Broker seit %1: Was hier steht, ist von da.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln worker(s) of this computer keep dying. Their logs say why.</source>
        <translation>
            <numerusform>%Ln Worker dieses Computers stürzt immer wieder ab. Sein Log sagt, warum.</numerusform>
            <numerusform>%Ln Worker dieses Computers stürzen immer wieder ab. Ihre Logs sagen, warum.</numerusform>
        </translation>
    </message>
    <message>
        <source>The task that is due for longest has waited for %1: the workers do not keep up.</source>
        <translation>Die am längsten fällige Aufgabe wartet seit %1: Die Worker kommen nicht nach.</translation>
    </message>
    <message>
        <source>Show the oldest</source>
        <translation>Älteste zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) of %1 run for more than ten times as long as 95 % of them do, the longest for %2.</source>
        <translation>
            <numerusform>%Ln Aufgabe von %1 läuft mehr als zehnmal so lange wie 95 % von ihnen, nämlich %2.</numerusform>
            <numerusform>%Ln Aufgaben von %1 laufen mehr als zehnmal so lange wie 95 % von ihnen, die längste seit %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>The broker&apos;s disk has only %1 left; its database takes %2.</source>
        <translation>Auf der Platte des Brokers sind nur noch %1 frei; seine Datenbank belegt %2.</translation>
    </message>
    <message>
        <source>Show what is kept</source>
        <translation>Aufbewahrtes zeigen</translation>
    </message>
    <message>
        <source>The broker&apos;s database has grown by %1 within %2. There are %3 left on its disk.</source>
        <translation>Die Datenbank des Brokers ist innerhalb von %2 um %1 gewachsen. Auf ihrer Platte sind noch %3 frei.</translation>
    </message>
    <message>
        <source>The clock of worker %1 is off, compared with the broker&apos;s: about %2.</source>
        <translation>Die Uhr von Worker %1 geht falsch, verglichen mit der des Brokers: etwa %2.</translation>
    </message>
    <message numerus="yes">
        <source>So are those of %Ln other(s).</source>
        <translation>
            <numerusform>Ebenso die von %Ln weiteren.</numerusform>
            <numerusform>Ebenso die von %Ln weiteren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the worker</source>
        <translation>Worker zeigen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::AttentionList</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs attention.</source>
        <translation>Nichts ist zu beachten.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
</context>
<context>
    <name>conduit::ui::AuditModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>To what</source>
        <translation>Woran</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>conduit::ui::BackoffOption</name>
    <message>
        <source>How it rests after a failed attempt</source>
        <translation>Wie sie nach einem fehlgeschlagenen Versuch wartet</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>growing slowly</source>
        <translation>erst kurz, dann länger</translation>
    </message>
    <message>
        <source>doubling</source>
        <translation>verdoppelt sich</translation>
    </message>
    <message>
        <source>always the same</source>
        <translation>immer gleich</translation>
    </message>
    <message>
        <source>as listed</source>
        <translation>wie aufgezählt</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>First rest in seconds</source>
        <translation>Erste Wartezeit in Sekunden</translation>
    </message>
    <message>
        <source>How long it rests after the first failed attempt</source>
        <translation>Wie lange sie nach dem ersten fehlgeschlagenen Versuch wartet</translation>
    </message>
</context>
<context>
    <name>conduit::ui::Base64Editor</name>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>base64 text</source>
        <translation>Base64-Text</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Paste a picture or base64 text from the clipboard</source>
        <translation>Ein Bild oder Base64-Text aus der Zwischenablage einfügen</translation>
    </message>
    <message>
        <source>or drop a file here</source>
        <translation>oder eine Datei hier ablegen</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>%1 is more than the %2 that fit.</source>
        <translation>%1 ist mehr als die %2, die passen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>from the clipboard</source>
        <translation>aus der Zwischenablage</translation>
    </message>
    <message>
        <source>%1, %2 as base64</source>
        <translation>%1, %2 als Base64</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>abgelegt</translation>
    </message>
    <message>
        <source>There is neither a picture nor a file nor text in it.</source>
        <translation>Darin ist weder ein Bild noch eine Datei noch Text.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::BooleanEditor</name>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::BrokerLogDialog</name>
    <message>
        <source>Broker log</source>
        <translation>Log des Brokers</translation>
    </message>
    <message>
        <source>Nothing has been written yet.</source>
        <translation>Noch wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>What this program has written since it began, the latest last. The same goes to its standard error output.</source>
        <translation>Was dieses Programm seit seinem Start geschrieben hat, das Neueste zuletzt. Dasselbe geht in seine Fehlerausgabe.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>conduit::ui::BrokerSettingsGroup</name>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>0 takes any free one.</source>
        <translation>0 nimmt irgendeinen freien.</translation>
    </message>
    <message>
        <source>Address to listen on</source>
        <translation>Adresse, auf der gehört wird</translation>
    </message>
    <message>
        <source>Names that clients may call it by</source>
        <translation>Namen, unter denen Clients ihn ansprechen dürfen</translation>
    </message>
    <message>
        <source>With commas between them, beside IP addresses and localhost. Such as queue.example.org.</source>
        <translation>Durch Kommas getrennt, neben IP-Adressen und localhost. Zum Beispiel queue.example.org.</translation>
    </message>
    <message>
        <source>Web sites whose pages may call it</source>
        <translation>Websites, deren Seiten ihn ansprechen dürfen</translation>
    </message>
    <message>
        <source>With commas between them. Such as https://queue.example.org.</source>
        <translation>Durch Kommas getrennt. Zum Beispiel https://queue.example.org.</translation>
    </message>
    <message>
        <source>Largest payload, in bytes</source>
        <translation>Größte Nutzdaten, in Bytes</translation>
    </message>
    <message>
        <source>No more than the largest request.</source>
        <translation>Nicht mehr als die größte Anfrage.</translation>
    </message>
    <message>
        <source>Largest request, in bytes</source>
        <translation>Größte Anfrage, in Bytes</translation>
    </message>
    <message>
        <source>Of a request&apos;s body; what is larger is refused.</source>
        <translation>Gilt für den Rumpf einer Anfrage; was größer ist, wird abgelehnt.</translation>
    </message>
    <message>
        <source>Connections at a time</source>
        <translation>Verbindungen gleichzeitig</translation>
    </message>
    <message>
        <source>Each waiting worker needs one.</source>
        <translation>Jeder wartende Worker braucht eine.</translation>
    </message>
    <message>
        <source>Lease, in seconds</source>
        <translation>Lease, in Sekunden</translation>
    </message>
    <message>
        <source>So long a task stays with a worker that is not heard of. Of claims that say no other.</source>
        <translation>So lange bleibt eine Aufgabe bei einem Worker, von dem nichts zu hören ist, sofern er keine andere Dauer nennt.</translation>
    </message>
    <message>
        <source>Time to end politely, in seconds</source>
        <translation>Zeit für ein geordnetes Ende, in Sekunden</translation>
    </message>
    <message>
        <source>For running tasks when the broker stops or restarts.</source>
        <translation>Für laufende Aufgaben, wenn der Broker stoppt oder neu startet.</translation>
    </message>
    <message>
        <source>Time for a cancelled task to end, in seconds</source>
        <translation>Zeit bis zum Ende einer abgebrochenen Aufgabe, in Sekunden</translation>
    </message>
    <message>
        <source>Then its worker is stopped by force.</source>
        <translation>Danach wird ihr Worker gewaltsam gestoppt.</translation>
    </message>
    <message>
        <source>Keep the record of acts, in seconds</source>
        <translation>Das Protokoll der Handlungen behalten, in Sekunden</translation>
    </message>
    <message>
        <source>86400 is a day. See Events.</source>
        <translation>86400 sind ein Tag. Siehe Ereignisse.</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>It was set by %1, which wins over this.</source>
        <translation>Sie wurde durch %1 gesetzt; das hat Vorrang.</translation>
    </message>
    <message>
        <source>%1 Until the restart it is %2.</source>
        <translation>%1 Bis zum Neustart gilt %2.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>One of those in the list, or typed. Beyond this computer everybody needs the token.</source>
        <translation>Eine aus der Liste oder eine eingegebene. Über diesen Rechner hinaus braucht jeder das Token.</translation>
    </message>
    <message>
        <source>Keep completed and cancelled tasks, in seconds</source>
        <translation>Abgeschlossene und abgebrochene Aufgaben aufbewahren, in Sekunden</translation>
    </message>
    <message>
        <source>86400 is a day. Of tasks whose type and queue say nothing else.</source>
        <translation>86400 sind ein Tag. Für Aufgaben, deren Typ und Warteschlange nichts anderes sagen.</translation>
    </message>
    <message>
        <source>Keep dead tasks, in seconds</source>
        <translation>Gescheiterte Aufgaben aufbewahren, in Sekunden</translation>
    </message>
    <message>
        <source>Keep deleted tasks in the trash, in seconds</source>
        <translation>Gelöschte Aufgaben im Papierkorb aufbewahren, in Sekunden</translation>
    </message>
    <message>
        <source>86400 is a day. So long they can be restored.</source>
        <translation>86400 sind ein Tag. So lange können sie wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Log each request</source>
        <translation>Jede Anfrage ins Log schreiben</translation>
    </message>
    <message>
        <source>A line with method, path, status, time and from where; without the query and the token. See Help, Broker log.</source>
        <translation>Eine Zeile mit Methode, Pfad, Status, Dauer und Herkunft, ohne Abfrage und Token. Siehe Hilfe, Log des Brokers.</translation>
    </message>
    <message>
        <source>Each of these takes effect when the broker restarts, also at the next start of Conduit without a window. They are kept in %1.</source>
        <translation>Jede davon wirkt, wenn der Broker neu startet, auch beim nächsten Start von Conduit ohne Fenster. Sie stehen in %1.</translation>
    </message>
    <message>
        <source>127.0.0.1 – this computer only</source>
        <translation>127.0.0.1 – nur dieser Rechner</translation>
    </message>
    <message>
        <source>0.0.0.0 – every network</source>
        <translation>0.0.0.0 – jedes Netz</translation>
    </message>
    <message>
        <source>%1 – only through %2</source>
        <translation>%1 – nur über %2</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>conduit::ui::CellActions</name>
    <message>
        <source>Cell copied</source>
        <translation>Zelle kopiert</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Filtern nach %1</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>Nach diesem Wert filtern</translation>
    </message>
    <message>
        <source>Exclude %1</source>
        <translation>Ausschließen: %1</translation>
    </message>
    <message>
        <source>Exclude this value</source>
        <translation>Diesen Wert ausschließen</translation>
    </message>
    <message>
        <source>Copy the rows that are here as a table</source>
        <translation>Die Zeilen, die da sind, als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy %1 rows as a table</source>
        <translation>%1 Zeilen als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy row as a table</source>
        <translation>Zeile als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Choose a task first.</source>
        <translation>Wählen Sie zuerst eine Aufgabe.</translation>
    </message>
    <message>
        <source>This cell is empty.</source>
        <translation>Diese Zelle ist leer.</translation>
    </message>
    <message>
        <source>Tasks cannot be filtered by this column.</source>
        <translation>Nach dieser Spalte lassen sich Aufgaben nicht filtern.</translation>
    </message>
    <message>
        <source>%1 of %2 rows copied: the others are not in the list just now</source>
        <translation>%1 von %2 Zeilen kopiert: Die übrigen stehen gerade nicht in der Liste</translation>
    </message>
    <message>
        <source>Row copied</source>
        <translation>Zeile kopiert</translation>
    </message>
    <message>
        <source>%1 rows copied</source>
        <translation>%1 Zeilen kopiert</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ChartCanvas</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ChartModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ClosableTabBar</name>
    <message>
        <source>Close the tab %1</source>
        <translation>Den Reiter %1 schließen</translation>
    </message>
    <message>
        <source>Close this tab</source>
        <translation>Diesen Reiter schließen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::CloseQuestion</name>
    <message>
        <source>Quit Conduit</source>
        <translation>Conduit beenden</translation>
    </message>
    <message>
        <source>One task is running.</source>
        <translation>Eine Aufgabe läuft.</translation>
    </message>
    <message>
        <source>%1 tasks are running.</source>
        <translation>%1 Aufgaben laufen.</translation>
    </message>
    <message>
        <source>A task that does not finish in time is given back, too: it runs again when Conduit is back, and loses no attempt.</source>
        <translation>Auch eine Aufgabe, die nicht rechtzeitig fertig wird, wird zurückgegeben: Sie läuft erneut, wenn Conduit wieder da ist, und verliert keinen Versuch.</translation>
    </message>
    <message>
        <source>Finish tasks, then quit</source>
        <translation>Aufgaben beenden, dann schließen</translation>
    </message>
    <message>
        <source>Stop now and give tasks back</source>
        <translation>Jetzt beenden und Aufgaben zurückgeben</translation>
    </message>
    <message>
        <source>Close Conduit</source>
        <translation>Conduit schließen</translation>
    </message>
    <message>
        <source>Should the broker go on without a window?</source>
        <translation>Soll der Broker ohne Fenster weiterlaufen?</translation>
    </message>
    <message>
        <source>A broker that runs on is shown again by its icon in the tray, or by starting Conduit once more.</source>
        <translation>Ein Broker, der weiterläuft, zeigt sich wieder über sein Symbol im Infobereich oder wenn Sie Conduit noch einmal starten.</translation>
    </message>
    <message>
        <source>Keep the broker running</source>
        <translation>Broker weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stop the broker and quit</source>
        <translation>Broker stoppen und beenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remember this; the settings can change it</source>
        <translation>Merken; in den Einstellungen lässt es sich ändern</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConfirmationSettings</name>
    <message>
        <source>Before these are done to many tasks, Conduit asks. What cannot be undone is always asked about, and so is everything on a production broker. Takes effect at once.</source>
        <translation>Bevor dies mit vielen Aufgaben geschieht, fragt Conduit. Vor allem, was sich nicht rückgängig machen lässt, und auf einem Broker der Produktion fragt es immer. Wirkt sofort.</translation>
    </message>
    <message>
        <source>Ask about everything again</source>
        <translation>Wieder bei allem fragen</translation>
    </message>
    <message>
        <source>Confirmations</source>
        <translation>Rückfragen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConnectionBook</name>
    <message>
        <source>Development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Vorproduktion</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>Andere Farbe</translation>
    </message>
    <message>
        <source>Give the connection a name.</source>
        <translation>Geben Sie der Verbindung einen Namen.</translation>
    </message>
    <message>
        <source>Write the address like http://192.0.2.7:8080 or https://queue.example.org.</source>
        <translation>Schreiben Sie die Adresse wie http://192.0.2.7:8080 oder https://queue.example.org.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConnectionButton</name>
    <message>
        <source>This broker</source>
        <translation>Dieser Broker</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>Verbindung: %1</translation>
    </message>
    <message>
        <source>The window shows the broker at %1.</source>
        <translation>Das Fenster zeigt den Broker unter %1.</translation>
    </message>
    <message>
        <source>Connections…</source>
        <translation>Verbindungen …</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConnectionCheck</name>
    <message>
        <source>The broker cannot be reached: %1</source>
        <translation>Der Broker ist nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>The broker can be reached.</source>
        <translation>Der Broker ist erreichbar.</translation>
    </message>
    <message>
        <source>It refuses this token. Ask whoever runs it for one.</source>
        <translation>Er lehnt dieses Token ab. Bitten Sie seinen Betreiber um eines.</translation>
    </message>
    <message>
        <source>What answers there is no Conduit broker (HTTP %1).</source>
        <translation>Was dort antwortet, ist kein Conduit-Broker (HTTP %1).</translation>
    </message>
    <message>
        <source>It lets this console in.</source>
        <translation>Er lässt diese Konsole ein.</translation>
    </message>
    <message>
        <source>It is version %1.</source>
        <translation>Er hat die Version %1.</translation>
    </message>
    <message>
        <source>It answered in %1 ms.</source>
        <translation>Er hat in %1 ms geantwortet.</translation>
    </message>
    <message>
        <source>Its clock agrees with this machine&apos;s.</source>
        <translation>Seine Uhr stimmt mit der dieses Rechners überein.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConnectionDialog</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>None is needed</source>
        <translation>Keines nötig</translation>
    </message>
    <message>
        <source>Kept in %1</source>
        <translation>Aufbewahrt in %1</translation>
    </message>
    <message>
        <source>Asked for each time</source>
        <translation>Jedes Mal erfragt</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Plum</source>
        <translation>Pflaume</translation>
    </message>
    <message>
        <source>Locked against changes when it is opened</source>
        <translation>Beim Öffnen gegen Änderungen gesperrt</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neues Token</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>In neuem Fenster öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The token is kept in %1.</source>
        <translation>Das Token wird in %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>Wird versucht …</translation>
    </message>
    <message>
        <source>Add a connection first.</source>
        <translation>Fügen Sie zuerst eine Verbindung hinzu.</translation>
    </message>
    <message>
        <source>A production broker is always locked when it is opened.</source>
        <translation>Ein Broker der Produktion ist beim Öffnen immer gesperrt.</translation>
    </message>
    <message>
        <source>No connections yet. Add the broker that you want to open.</source>
        <translation>Noch keine Verbindung. Fügen Sie den Broker hinzu, den Sie öffnen möchten.</translation>
    </message>
    <message>
        <source>Another connection is called %1. Give this one another name.</source>
        <translation>Eine andere Verbindung heißt %1. Geben Sie dieser einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConnectionFeed</name>
    <message>
        <source>it has not answered for %1</source>
        <translation>er hat seit %1 nicht geantwortet</translation>
    </message>
    <message>
        <source>its answers take %1</source>
        <translation>seine Antworten dauern %1</translation>
    </message>
    <message>
        <source>something on the way answers in its place, with HTTP %1</source>
        <translation>etwas auf dem Weg antwortet an seiner Stelle, mit HTTP %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConnectionNotice</name>
    <message>
        <source>Broker not running</source>
        <translation>Broker läuft nicht</translation>
    </message>
    <message>
        <source>The broker could not start. %1</source>
        <translation>Der Broker konnte nicht starten. %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Restarting…</source>
        <translation>Wird neu gestartet …</translation>
    </message>
    <message>
        <source>The broker restarts with what was changed in the settings.</source>
        <translation>Der Broker startet neu, mit den Änderungen aus den Einstellungen.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Slow to answer</source>
        <translation>Antwortet langsam</translation>
    </message>
    <message>
        <source>Broker away</source>
        <translation>Broker nicht erreichbar</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Not working</source>
        <translation>Arbeitet nicht</translation>
    </message>
    <message>
        <source>The broker does not work: %1</source>
        <translation>Der Broker arbeitet nicht: %1</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>Nicht verstanden</translation>
    </message>
    <message>
        <source>What answers at %1 is no broker that this console understands: %2 Check the address, and whether both are of the same version.</source>
        <translation>Was unter %1 antwortet, ist kein Broker, den diese Konsole versteht: %2 Prüfen Sie die Adresse und ob beide dieselbe Version haben.</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>The broker refuses this console: %1 Start it with --token-file FILE or set CONDUIT_TOKEN.</source>
        <translation>Der Broker lehnt diese Konsole ab: %1 Starten Sie sie mit --token-file DATEI oder setzen Sie CONDUIT_TOKEN.</translation>
    </message>
    <message>
        <source>The broker is away. %1</source>
        <translation>Der Broker ist nicht erreichbar. %1</translation>
    </message>
    <message>
        <source>The broker at %1 is away: %2</source>
        <translation>Der Broker unter %1 ist nicht erreichbar: %2</translation>
    </message>
    <message>
        <source>What you see is as of %1.</source>
        <translation>Was Sie sehen, hat den Stand von %1.</translation>
    </message>
    <message>
        <source>Nothing has been read from it yet.</source>
        <translation>Noch wurde nichts von ihm gelesen.</translation>
    </message>
    <message>
        <source>Conduit keeps trying.</source>
        <translation>Conduit versucht es weiter.</translation>
    </message>
    <message>
        <source>Disk full</source>
        <translation>Festplatte voll</translation>
    </message>
    <message>
        <source>Cannot write</source>
        <translation>Kann nicht schreiben</translation>
    </message>
    <message>
        <source>The broker cannot write to its database. What it has confirmed is safe, and it keeps trying. It says: %1</source>
        <translation>Der Broker kann nicht in seine Datenbank schreiben. Was er bestätigt hat, ist sicher, und er versucht es weiter. Er meldet: %1</translation>
    </message>
    <message>
        <source>The broker&apos;s disk is full or nearly full. Make room there; until then new tasks may be refused. It says: %1</source>
        <translation>Die Platte des Brokers ist voll oder fast voll. Schaffen Sie dort Platz; bis dahin können neue Aufgaben abgelehnt werden. Er sagt: %1</translation>
    </message>
    <message>
        <source>The broker refuses this console: %1 Enter another token under Connections.</source>
        <translation>Der Broker weist diese Konsole ab: %1 Geben Sie unter Verbindungen ein anderes Token ein.</translation>
    </message>
    <message>
        <source>Connections…</source>
        <translation>Verbindungen …</translation>
    </message>
    <message>
        <source>Broker log…</source>
        <translation>Log des Brokers …</translation>
    </message>
    <message>
        <source>Switch connection…</source>
        <translation>Verbindung wechseln …</translation>
    </message>
    <message>
        <source>Port %1 is taken: another Conduit broker answers there.</source>
        <translation>Port %1 ist belegt: Dort antwortet ein anderer Conduit-Broker.</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program, which is no Conduit broker.</source>
        <translation>Port %1 ist von einem anderen Programm belegt, das kein Conduit-Broker ist.</translation>
    </message>
    <message>
        <source>Port %1 is taken by another program.</source>
        <translation>Port %1 ist von einem anderen Programm belegt.</translation>
    </message>
    <message>
        <source>Connect to it</source>
        <translation>Damit verbinden</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>Port %1 nehmen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
</context>
<context>
    <name>conduit::ui::Console</name>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>The token for %1</source>
        <translation>Das Token für %1</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>Vorführung</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ConsoleTray</name>
    <message>
        <source>Conduit</source>
        <translation>Conduit</translation>
    </message>
    <message>
        <source>Show Conduit</source>
        <translation>Conduit zeigen</translation>
    </message>
    <message>
        <source>Enqueue…</source>
        <translation>Einreihen …</translation>
    </message>
    <message>
        <source>No task is dead.</source>
        <translation>Keine Aufgabe ist gescheitert.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>A task of type %1 is dead.</source>
        <translation>Eine Aufgabe vom Typ %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>An operation has ended. Tasks changed: %1.</source>
        <translation>Ein Vorgang ist abgeschlossen. Geänderte Aufgaben: %1.</translation>
    </message>
    <message>
        <source>An operation has ended. Tasks changed: %1, left as they are: %2.</source>
        <translation>Ein Vorgang ist abgeschlossen. Geänderte Aufgaben: %1, unverändert: %2.</translation>
    </message>
    <message>
        <source>The local worker %1 crashes again and again, and is not started any more. Its log says why.</source>
        <translation>Der lokale Worker %1 stürzt immer wieder ab und wird nicht mehr gestartet. Sein Log sagt, warum.</translation>
    </message>
    <message>
        <source>The broker could not start. %1</source>
        <translation>Der Broker konnte nicht starten. %1</translation>
    </message>
    <message>
        <source>The broker does not answer any more. %1</source>
        <translation>Der Broker antwortet nicht mehr. %1</translation>
    </message>
    <message>
        <source>%1 (The latest of %2 notices in the last minute.)</source>
        <translation>%1 (Die neueste von %2 Meldungen der letzten Minute.)</translation>
    </message>
    <message>
        <source>Let all queues go on</source>
        <translation>Alle Warteschlangen fortsetzen</translation>
    </message>
    <message>
        <source>Last failures</source>
        <translation>Letzte Fehlschläge</translation>
    </message>
    <message>
        <source>Conduit: nothing runs</source>
        <translation>Conduit: nichts läuft</translation>
    </message>
    <message>
        <source>Conduit: tasks run</source>
        <translation>Conduit: Aufgaben laufen</translation>
    </message>
    <message>
        <source>Conduit: something needs attention</source>
        <translation>Conduit: etwas ist zu beachten</translation>
    </message>
    <message>
        <source>Conduit: the broker does not answer</source>
        <translation>Conduit: der Broker antwortet nicht</translation>
    </message>
    <message>
        <source>The broker does not work. %1</source>
        <translation>Der Broker arbeitet nicht. %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) died in the last minute.</source>
        <translation>
            <numerusform>In der letzten Minute ist %Ln Aufgabe gescheitert.</numerusform>
            <numerusform>In der letzten Minute sind %Ln Aufgaben gescheitert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause all queues…</source>
        <translation>Alle Warteschlangen anhalten …</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DeadAndTrashPage</name>
    <message>
        <source>Dead and trash</source>
        <translation>Gescheiterte und Papierkorb</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DeadGroupModel</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>First died</source>
        <translation>Zuerst gescheitert</translation>
    </message>
    <message>
        <source>Last died</source>
        <translation>Zuletzt gescheitert</translation>
    </message>
    <message>
        <source>No error was given</source>
        <translation>Kein Fehler angegeben</translation>
    </message>
    <message>
        <source>At least so many: there are older deaths that were not looked at.</source>
        <translation>Mindestens so viele: Ältere gescheiterte Aufgaben wurden nicht angesehen.</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DeadPage</name>
    <message>
        <source>Retry gradually…</source>
        <translation>Allmählich wiederholen …</translation>
    </message>
    <message>
        <source>Show its tasks</source>
        <translation>Aufgaben dazu zeigen</translation>
    </message>
    <message>
        <source>Dead tasks by error</source>
        <translation>Gescheiterte Aufgaben nach Fehler</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Choose an error first.</source>
        <translation>Wählen Sie zuerst einen Fehler.</translation>
    </message>
    <message>
        <source>Another gradual retry is under way.</source>
        <translation>Eine andere allmähliche Wiederholung läuft.</translation>
    </message>
    <message>
        <source>Nothing has died</source>
        <translation>Nichts ist gescheitert</translation>
    </message>
    <message>
        <source>A task is dead when all its attempts have failed, or when none may help.</source>
        <translation>Eine Aufgabe ist gescheitert, wenn alle ihre Versuche fehlgeschlagen sind oder keiner helfen kann.</translation>
    </message>
    <message>
        <source>Dead tasks: %1</source>
        <translation>Gescheiterte Aufgaben: %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>%1 of %2 tasks of type %3 retried, %4 failed again</source>
        <translation>%1 von %2 Aufgaben des Typs %3 wiederholt, %4 erneut fehlgeschlagen</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Retrying gradually: %1</source>
        <translation>Allmähliche Wiederholung: %1</translation>
    </message>
    <message>
        <source>Show the latest task</source>
        <translation>Die neueste Aufgabe zeigen</translation>
    </message>
    <message>
        <source>The latest error of the chosen group</source>
        <translation>Der neueste Fehler der gewählten Gruppe</translation>
    </message>
    <message>
        <source>No error was given</source>
        <translation>Kein Fehler angegeben</translation>
    </message>
    <message>
        <source>Grouped by the latest %1 of %2 dead tasks. An act is about all tasks of a group.</source>
        <translation>Gruppiert nach den neuesten %1 von %2 gescheiterten Aufgaben. Eine Aktion gilt für alle Aufgaben einer Gruppe.</translation>
    </message>
    <message>
        <source>The latest error in full</source>
        <translation>Der neueste Fehler im Wortlaut</translation>
    </message>
    <message>
        <source>Open the latest task in a window</source>
        <translation>Neueste Aufgabe in einem Fenster öffnen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DefaultsActs</name>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Defaults of queue %1</source>
        <translation>Vorgaben der Warteschlange %1</translation>
    </message>
    <message>
        <source>Defaults of type %1</source>
        <translation>Vorgaben des Typs %1</translation>
    </message>
    <message>
        <source>They hold for its tasks where neither the task nor its type says anything else.</source>
        <translation>Sie gelten für ihre Aufgaben, soweit weder die Aufgabe noch ihr Typ etwas anderes sagt.</translation>
    </message>
    <message>
        <source>They hold for its tasks where the task says nothing else.</source>
        <translation>Sie gelten für seine Aufgaben, soweit die Aufgabe nichts anderes sagt.</translation>
    </message>
    <message>
        <source>Save defaults</source>
        <translation>Vorgaben speichern</translation>
    </message>
    <message>
        <source>from the broker</source>
        <translation>vom Broker</translation>
    </message>
    <message>
        <source>its queue or the broker</source>
        <translation>Warteschlange oder Broker</translation>
    </message>
    <message>
        <source>Dead tasks are kept %1 instead of %2.</source>
        <translation>Tote Aufgaben werden %1 statt %2 aufbewahrt.</translation>
    </message>
    <message>
        <source>Completed and cancelled tasks are kept %1 instead of %2.</source>
        <translation>Abgeschlossene und abgebrochene Aufgaben werden %1 statt %2 aufbewahrt.</translation>
    </message>
    <message>
        <source>None is older now.</source>
        <translation>Zurzeit ist keine älter.</translation>
    </message>
    <message>
        <source>Older are %1: they are deleted for good within minutes, with payload, result and log.</source>
        <translation>Älter sind %1: Sie werden binnen Minuten endgültig gelöscht, mit Nutzdaten, Ergebnis und Protokoll.</translation>
    </message>
    <message>
        <source>Older are at least %1: they are deleted for good within minutes, with payload, result and log.</source>
        <translation>Älter sind mindestens %1: Sie werden binnen Minuten endgültig gelöscht, mit Nutzdaten, Ergebnis und Protokoll.</translation>
    </message>
    <message>
        <source>What was deleted does not come back when this is undone.</source>
        <translation>Was gelöscht ist, kommt nicht wieder, wenn dies rückgängig gemacht wird.</translation>
    </message>
    <message>
        <source>Keep tasks for less time</source>
        <translation>Aufgaben kürzer aufbewahren</translation>
    </message>
    <message>
        <source>Keep the tasks of %1 for less time?</source>
        <translation>Die Aufgaben von %1 kürzer aufbewahren?</translation>
    </message>
    <message>
        <source>Keep them for less time</source>
        <translation>Kürzer aufbewahren</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Somebody else has changed the defaults of %1 meanwhile.</source>
        <translation>Jemand anderes hat die Vorgaben von %1 inzwischen geändert.</translation>
    </message>
    <message>
        <source>Nothing is set any more.</source>
        <translation>Es ist nichts mehr vorgegeben.</translation>
    </message>
    <message>
        <source>They are now: %1</source>
        <translation>Sie lauten jetzt: %1</translation>
    </message>
    <message>
        <source>Replace them with mine</source>
        <translation>Durch meine ersetzen</translation>
    </message>
    <message>
        <source>Show me theirs</source>
        <translation>Die neuen zeigen</translation>
    </message>
    <message>
        <source>Changed the defaults of queue %1</source>
        <translation>Vorgaben der Warteschlange %1 geändert</translation>
    </message>
    <message>
        <source>Changed the defaults of type %1</source>
        <translation>Vorgaben des Typs %1 geändert</translation>
    </message>
    <message>
        <source>Not undone: somebody has changed the defaults of %1 since.</source>
        <translation>Nicht rückgängig gemacht: Jemand hat die Vorgaben von %1 seither geändert.</translation>
    </message>
    <message>
        <source>In queue %1: %2</source>
        <translation>In der Warteschlange %1: %2</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DefaultsDialog</name>
    <message>
        <source>Tried for at most</source>
        <translation>Höchstens versucht</translation>
    </message>
    <message>
        <source>Time limit of an attempt</source>
        <translation>Zeitlimit eines Versuchs</translation>
    </message>
    <message>
        <source>Completed and cancelled are kept</source>
        <translation>Abgeschlossene und abgebrochene aufbewahren</translation>
    </message>
    <message>
        <source>Dead are kept</source>
        <translation>Tote aufbewahren</translation>
    </message>
    <message>
        <source>Attempts at most</source>
        <translation>Höchstens Versuche</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>After a lost lease</source>
        <translation>Nach verlorener Lease</translation>
    </message>
    <message>
        <source>run it again</source>
        <translation>erneut ausführen</translation>
    </message>
    <message>
        <source>it is dead: at most once</source>
        <translation>tot: höchstens einmal</translation>
    </message>
    <message>
        <source>No retry after</source>
        <translation>Keine Wiederholung nach</translation>
    </message>
    <message>
        <source>error classes: A, B</source>
        <translation>Fehlerklassen: A, B</translation>
    </message>
    <message>
        <source>Rests after failures</source>
        <translation>Pausen nach Fehlern</translation>
    </message>
    <message>
        <source>set</source>
        <translation>setzen</translation>
    </message>
    <message>
        <source>Set: %1</source>
        <translation>Setzen: %1</translation>
    </message>
    <message>
        <source>not limited</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>New values hold for the tasks that are there, too; what a task says itself goes first.</source>
        <translation>Neue Werte gelten auch für vorhandene Aufgaben; was eine Aufgabe selbst sagt, geht vor.</translation>
    </message>
    <message>
        <source>Choose how a task rests after a failed attempt, or take the mark away.</source>
        <translation>Wählen Sie, wie eine Aufgabe nach einem Fehlversuch pausiert, oder entfernen Sie das Häkchen.</translation>
    </message>
    <message>
        <source>At most 100 error classes can be named.</source>
        <translation>Es können höchstens 100 Fehlerklassen genannt werden.</translation>
    </message>
    <message>
        <source>An error class has at most 200 characters.</source>
        <translation>Eine Fehlerklasse hat höchstens 200 Zeichen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DemoFeed</name>
    <message>
        <source>The demonstration has no more tasks: %1</source>
        <translation>Die Vorführung bekommt keine weiteren Aufgaben: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::DurationBox</name>
    <message>
        <source>Unit of: %1</source>
        <translation>Einheit von: %1</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueueActions</name>
    <message>
        <source>Enqueue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Enqueue and watch</source>
        <translation>Einreihen und beobachten</translation>
    </message>
    <message>
        <source>Dry run: ask the broker whether it would take this task</source>
        <translation>Probelauf: den Broker fragen, ob er diese Aufgabe annähme</translation>
    </message>
    <message>
        <source>Copy this form as curl</source>
        <translation>Dieses Formular als curl kopieren</translation>
    </message>
    <message>
        <source>Enqueue many from a file…</source>
        <translation>Viele aus einer Datei einreihen …</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>Als Vorlage speichern …</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueueBar</name>
    <message>
        <source>Enqueue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>How many of this task</source>
        <translation>Wie viele dieser Aufgabe</translation>
    </message>
    <message>
        <source>How many of this task are enqueued at once</source>
        <translation>Wie viele dieser Aufgabe auf einmal eingereiht werden</translation>
    </message>
    <message>
        <source>Enqueue (Ctrl+Return)</source>
        <translation>Einreihen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>A shell command that enqueues this task (Ctrl+Shift+U)</source>
        <translation>Ein Shell-Befehl, der diese Aufgabe einreiht (Strg+Umschalt+U)</translation>
    </message>
    <message>
        <source>Many…</source>
        <translation>Viele …</translation>
    </message>
    <message>
        <source>Enqueue a task for each row of a file (Ctrl+Shift+E)</source>
        <translation>Für jede Zeile einer Datei eine Aufgabe einreihen (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Ask the broker whether it would take this task; nothing is enqueued (Ctrl+Alt+D)</source>
        <translation>Den Broker fragen, ob er diese Aufgabe annähme; eingereiht wird nichts (Strg+Alt+D)</translation>
    </message>
    <message>
        <source>The broker is not available. What you typed stays.</source>
        <translation>Der Broker ist nicht verfügbar. Ihre Eingaben bleiben.</translation>
    </message>
    <message>
        <source>The JSON is broken, so the form is locked: %1</source>
        <translation>Das JSON ist fehlerhaft, daher ist das Formular gesperrt: %1</translation>
    </message>
    <message>
        <source>The payload of this type must be an object.</source>
        <translation>Die Nutzdaten dieses Typs müssen ein Objekt sein.</translation>
    </message>
    <message>
        <source>Needs attention: %1</source>
        <translation>Zu prüfen: %1</translation>
    </message>
    <message>
        <source>Still to fill in: %1</source>
        <translation>Noch auszufüllen: %1</translation>
    </message>
    <message>
        <source>Ready to enqueue</source>
        <translation>Bereit zum Einreihen</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet …</translation>
    </message>
    <message>
        <source>The payload is being read.</source>
        <translation>Die Nutzdaten werden gelesen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueueOptions</name>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Attempts at most</source>
        <translation>Höchstens Versuche</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>Warteschlange %1</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>Priorität %1</translation>
    </message>
    <message>
        <source>attempts: %1</source>
        <translation>Versuche: %1</translation>
    </message>
    <message>
        <source>tags: %1</source>
        <translation>Tags: %1</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Time limit of an attempt</source>
        <translation>Zeitlimit eines Versuchs</translation>
    </message>
    <message>
        <source>Unique key</source>
        <translation>Eindeutiger Schlüssel</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Serial key</source>
        <translation>Serieller Schlüssel</translation>
    </message>
    <message>
        <source>Time by which it must have begun</source>
        <translation>Zeitpunkt, bis zu dem sie begonnen haben muss</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Unit of the time limit</source>
        <translation>Einheit des Zeitlimits</translation>
    </message>
    <message>
        <source>0 to 9, higher runs sooner. Left alone, the broker decides.</source>
        <translation>0 bis 9, höhere laufen früher. Ohne Angabe entscheidet der Broker.</translation>
    </message>
    <message>
        <source>How often the task is tried before it is dead. Left alone, its type, its queue or the broker decides.</source>
        <translation>Wie oft die Aufgabe versucht wird, bevor sie als gescheitert gilt. Ohne Angabe entscheiden ihr Typ, ihre Warteschlange oder der Broker.</translation>
    </message>
    <message>
        <source>How long an attempt may take; 0 for as long as it wants. Left alone, its type, its queue or the broker decides.</source>
        <translation>Wie lange ein Versuch dauern darf; 0 für beliebig lange. Ohne Angabe entscheiden ihr Typ, ihre Warteschlange oder der Broker.</translation>
    </message>
    <message>
        <source>While a task of this type with the same key has not ended, no other one is made.</source>
        <translation>Solange eine Aufgabe dieses Typs mit demselben Schlüssel nicht beendet ist, entsteht keine weitere.</translation>
    </message>
    <message>
        <source>Tasks with the same key run one after the other.</source>
        <translation>Aufgaben mit demselben Schlüssel laufen nacheinander.</translation>
    </message>
    <message>
        <source>Not begun by then, it is dead.</source>
        <translation>Hat sie bis dahin nicht begonnen, gilt sie als gescheitert.</translation>
    </message>
    <message>
        <source>time limit %1</source>
        <translation>Zeitlimit %1</translation>
    </message>
    <message>
        <source>no time limit</source>
        <translation>kein Zeitlimit</translation>
    </message>
    <message>
        <source>back-off %1</source>
        <translation>Wartezeit %1</translation>
    </message>
    <message>
        <source>unique key %1</source>
        <translation>eindeutiger Schlüssel %1</translation>
    </message>
    <message>
        <source>serial key %1</source>
        <translation>serieller Schlüssel %1</translation>
    </message>
    <message>
        <source>begins by %1</source>
        <translation>beginnt bis %1</translation>
    </message>
    <message>
        <source>The time by which it must have begun cannot be read: %1</source>
        <translation>Der Zeitpunkt, bis zu dem sie begonnen haben muss, ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>The time by which it must have begun is over.</source>
        <translation>Der Zeitpunkt, bis zu dem sie begonnen haben muss, ist vorbei.</translation>
    </message>
    <message>
        <source>It must have begun %1.</source>
        <translation>Sie muss begonnen haben: %1.</translation>
    </message>
    <message>
        <source>After failed attempts it rests %1.</source>
        <translation>Nach fehlgeschlagenen Versuchen wartet sie %1.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Back-off</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Begin by</source>
        <translation>Beginn bis</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueuePage</name>
    <message>
        <source>No type yet</source>
        <translation>Noch kein Typ</translation>
    </message>
    <message>
        <source>Types come with the workers: start one, and the schemas of its handlers appear here. Or name a type on the left to enqueue it without a schema.</source>
        <translation>Typen kommen mit den Workern: Starten Sie einen, dann erscheinen hier die Schemas seiner Handler. Oder nennen Sie links einen Typ, um ihn ohne Schema einzureihen.</translation>
    </message>
    <message>
        <source>No schema is registered for this type. It takes any JSON; the form comes with a schema.</source>
        <translation>Für diesen Typ ist kein Schema registriert. Er nimmt jedes JSON; das Formular kommt mit einem Schema.</translation>
    </message>
    <message>
        <source>The schema of this type is being read.</source>
        <translation>Das Schema dieses Typs wird gelesen.</translation>
    </message>
    <message>
        <source>Choose a type on the Enqueue page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Einreihen einen Typ.</translation>
    </message>
    <message>
        <source>The broker would take this task. Nothing was enqueued.</source>
        <translation>Der Broker würde diese Aufgabe annehmen. Eingereiht wurde nichts.</translation>
    </message>
    <message>
        <source>The broker refused the payload; see the marked fields.</source>
        <translation>Der Broker hat die Nutzdaten abgelehnt; siehe die markierten Felder.</translation>
    </message>
    <message>
        <source>The template was not saved: %1</source>
        <translation>Die Vorlage wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Filled in from %1</source>
        <translation>Aus %1 eingesetzt</translation>
    </message>
    <message>
        <source>Deleted the template %1</source>
        <translation>Die Vorlage %1 gelöscht</translation>
    </message>
    <message>
        <source>%1. The broker may have the task all the same. What you typed stays: enqueue it again when the broker is back, and it is one task.</source>
        <translation>%1. Der Broker hat die Aufgabe vielleicht trotzdem. Ihre Eingaben bleiben: Reihen Sie sie erneut ein, wenn der Broker wieder da ist; es bleibt eine Aufgabe.</translation>
    </message>
    <message>
        <source>Go to the workers</source>
        <translation>Zu den Workern</translation>
    </message>
    <message>
        <source>The broker is not available</source>
        <translation>Der Broker ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Its types appear by themselves as soon as it is.</source>
        <translation>Sobald er es wieder ist, erscheinen seine Typen von selbst.</translation>
    </message>
    <message>
        <source>Nothing was enqueued: the task %1 has this unique key and has not ended.</source>
        <translation>Nichts wurde eingereiht: Die Aufgabe %1 hat diesen eindeutigen Schlüssel und ist nicht beendet.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueueRun</name>
    <message>
        <source>The broker has refused a row, and you wanted to stop then.</source>
        <translation>Der Broker hat eine Zeile abgelehnt, und dann sollte angehalten werden.</translation>
    </message>
    <message>
        <source>The broker refuses row after row, so the rest was not sent. Save the rejected rows to see why.</source>
        <translation>Der Broker lehnt Zeile um Zeile ab, daher wurde der Rest nicht gesendet. Speichern Sie die abgelehnten Zeilen, um den Grund zu sehen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EnqueueUndo</name>
    <message>
        <source>Not taken back: the task has begun already.</source>
        <translation>Nicht rückgängig gemacht: Die Aufgabe hat bereits begonnen.</translation>
    </message>
    <message>
        <source>Not taken back: the tasks have begun already.</source>
        <translation>Nicht rückgängig gemacht: Die Aufgaben haben bereits begonnen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln had begun already.</source>
        <translation>
            <numerusform>%Ln hatte bereits begonnen.</numerusform>
            <numerusform>%Ln hatten bereits begonnen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::EventExports</name>
    <message>
        <source>Export events…</source>
        <translation>Ereignisse exportieren …</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>Ereignisse exportieren</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets (*.csv)</source>
        <translation>CSV, für Tabellenprogramme (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines, an event a line (*.jsonl)</source>
        <translation>JSON Lines, ein Ereignis je Zeile (*.jsonl)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) exported to %1</source>
        <translation>
            <numerusform>%Ln Ereignis nach %1 exportiert</numerusform>
            <numerusform>%Ln Ereignisse nach %1 exportiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::EventTimes</name>
    <message>
        <source>From when</source>
        <translation>Von wann</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>Bis wann</translation>
    </message>
    <message>
        <source>When it was done</source>
        <translation>Wann es getan wurde</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>Zu jeder Zeit</translation>
    </message>
    <message>
        <source>In the last hour</source>
        <translation>In der letzten Stunde</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>In the last 7 days</source>
        <translation>In den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Von … bis …</translation>
    </message>
    <message>
        <source>14:02 or -2h</source>
        <translation>14:02 oder -2h</translation>
    </message>
    <message>
        <source>Write a time such as 14:02, a date such as 2026-11-25, both, or how long ago, such as -2h.</source>
        <translation>Schreiben Sie eine Uhrzeit wie 14:02, ein Datum wie 2026-11-25, beides, oder wie lange es her ist, etwa -2h.</translation>
    </message>
    <message>
        <source>It ends before it begins.</source>
        <translation>Es endet, bevor es beginnt.</translation>
    </message>
    <message>
        <source>Without a zone: %1</source>
        <translation>Ohne Zone: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Who: name, address</source>
        <translation>Wer: Name, Adresse</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Whatever was done</source>
        <translation>Alles, was getan wurde</translation>
    </message>
    <message>
        <source>It is being undone.</source>
        <translation>Es wird gerade rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Choose an event first.</source>
        <translation>Wählen Sie zuerst ein Ereignis.</translation>
    </message>
    <message>
        <source>Only work on many tasks that has ended can be undone here.</source>
        <translation>Nur abgeschlossene Arbeit an vielen Aufgaben kann hier zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Nothing has been done yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Whoever cancels, retries, pauses or changes something is named here.</source>
        <translation>Wer etwas abbricht, wiederholt, anhält oder ändert, wird hier genannt.</translation>
    </message>
    <message>
        <source>Show what was changed</source>
        <translation>Zeigen, was geändert wurde</translation>
    </message>
    <message>
        <source>Undo this</source>
        <translation>Dies rückgängig machen</translation>
    </message>
    <message>
        <source>To what: ID, queue, type, worker</source>
        <translation>Woran: ID oder Name</translation>
    </message>
    <message>
        <source>This was done to tasks that somebody had selected, or to everything.</source>
        <translation>Das geschah mit Aufgaben, die jemand ausgewählt hatte, oder mit allem.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ExportBar</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Exported so far</source>
        <translation>Bisher exportiert</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>Export stoppen</translation>
    </message>
    <message>
        <source>Stop the export; no file is left</source>
        <translation>Export stoppen; es bleibt keine Datei zurück</translation>
    </message>
    <message>
        <source>%1 of about %2 tasks exported</source>
        <translation>%1 von etwa %2 Aufgaben exportiert</translation>
    </message>
    <message>
        <source>%1 tasks exported so far</source>
        <translation>Bisher %1 Aufgaben exportiert</translation>
    </message>
    <message>
        <source>%1. It waits for the broker and goes on by itself: %2</source>
        <translation>%1. Es wartet auf den Broker und geht von selbst weiter: %2</translation>
    </message>
    <message>
        <source>%1 events exported so far</source>
        <translation>Bisher %1 Ereignisse exportiert</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ExportDialog</name>
    <message>
        <source>Those that are selected</source>
        <translation>Die ausgewählten</translation>
    </message>
    <message>
        <source>Export tasks</source>
        <translation>Aufgaben exportieren</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>Nichts ist ausgewählt.</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets</source>
        <translation>CSV, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>JSON Lines, a task a line</source>
        <translation>JSON Lines, eine Aufgabe je Zeile</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>With payloads</source>
        <translation>Mit Nutzdaten</translation>
    </message>
    <message>
        <source>Each as it was sent. The file may become large.</source>
        <translation>So, wie sie gesendet wurden. Die Datei kann groß werden.</translation>
    </message>
    <message>
        <source>A payload is JSON, which a table has no cell for. Choose JSON Lines.</source>
        <translation>Nutzdaten sind JSON, wofür eine Tabelle keine Zelle hat. Wählen Sie JSON Lines.</translation>
    </message>
    <message>
        <source>What the list knows of each task. It goes on in the background.</source>
        <translation>Was die Liste von jeder Aufgabe weiß. Es läuft im Hintergrund weiter.</translation>
    </message>
    <message>
        <source>With results</source>
        <translation>Mit Ergebnissen</translation>
    </message>
    <message>
        <source>Output and whole error of each that has ended. They are read one by one, which takes longer.</source>
        <translation>Ausgabe und ganzer Fehler von jeder, die beendet ist. Sie werden einzeln gelesen, was länger dauert.</translation>
    </message>
    <message>
        <source>A result is JSON, which a table has no cell for. Choose JSON Lines.</source>
        <translation>Ein Ergebnis ist JSON, wofür eine Tabelle keine Zelle hat. Wählen Sie JSON Lines.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::Exports</name>
    <message>
        <source>An export is under way. Wait for it, or stop it.</source>
        <translation>Ein Export läuft. Warten Sie auf ihn, oder stoppen Sie ihn.</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>The export has ended, and no file was written. %1</source>
        <translation>Der Export ist zu Ende, und keine Datei wurde geschrieben. %1</translation>
    </message>
    <message>
        <source>The export was stopped, and no file was written.</source>
        <translation>Der Export wurde gestoppt, und keine Datei wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FacetModel</name>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>%1, tasks: %2</source>
        <translation>%1, Aufgaben: %2</translation>
    </message>
    <message>
        <source>%1, chosen</source>
        <translation>%1, gewählt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Last 5 minutes</source>
        <translation>Letzte 5 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FailingModel</name>
    <message>
        <source>%1: %2 of %3 attempts failed. %4</source>
        <translation>%1: %2 von %3 Versuchen fehlgeschlagen. %4</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Newest dead task</source>
        <translation>Zuletzt gescheitert</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FieldModel</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Erforderlich</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>required</source>
        <translation>erforderlich</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FieldRow</name>
    <message>
        <source>%1, required</source>
        <translation>%1, erforderlich</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 setzen</translation>
    </message>
    <message>
        <source>Set: the member is in the payload. Not set: it is absent.</source>
        <translation>Gesetzt: Das Mitglied ist in den Nutzdaten. Nicht gesetzt: Es fehlt darin.</translation>
    </message>
    <message>
        <source>Use example</source>
        <translation>Beispiel verwenden</translation>
    </message>
    <message>
        <source>Use the example for %1</source>
        <translation>Das Beispiel für %1 verwenden</translation>
    </message>
    <message>
        <source>Example: %1</source>
        <translation>Beispiel: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FilterChip</name>
    <message>
        <source>Tasks: %1</source>
        <translation>Aufgaben: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FilterEdit</name>
    <message>
        <source>Filter, such as  state:dead type:resize created:&lt;2h  or a beginning or end of an ID</source>
        <translation>Filter wie  state:dead type:resize created:&lt;2h  oder Anfang oder Ende einer ID</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FilterTabs</name>
    <message>
        <source>Filter tabs</source>
        <translation>Reiter mit Filtern</translation>
    </message>
    <message>
        <source>New filter tab</source>
        <translation>Neuer Filterreiter</translation>
    </message>
    <message>
        <source>Close the filter tab</source>
        <translation>Filterreiter schließen</translation>
    </message>
    <message>
        <source>Next filter tab</source>
        <translation>Nächster Filterreiter</translation>
    </message>
    <message>
        <source>Previous filter tab</source>
        <translation>Vorheriger Filterreiter</translation>
    </message>
    <message>
        <source>Closed the filter tab %1</source>
        <translation>Filterreiter %1 geschlossen</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>It is about the list of tasks: open Tasks first.</source>
        <translation>Es geht um die Liste der Aufgaben: Öffnen Sie zuerst die Aufgaben.</translation>
    </message>
    <message>
        <source>There is one filter tab only.</source>
        <translation>Es gibt nur einen Filterreiter.</translation>
    </message>
    <message>
        <source>There are %1 filter tabs, which is as many as there can be. Close one first.</source>
        <translation>Es gibt %1 Filterreiter, und mehr können es nicht sein. Schließen Sie erst einen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FindBar</name>
    <message>
        <source>Find in this text</source>
        <translation>In diesem Text suchen</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>Suche schließen (Esc)</translation>
    </message>
    <message>
        <source>Previous place (Shift+Return)</source>
        <translation>Vorige Stelle (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next place (Return)</source>
        <translation>Nächste Stelle (Eingabe)</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>conduit::ui::FirstSteps</name>
    <message>
        <source>Enqueue your first task</source>
        <translation>Reihen Sie Ihre erste Aufgabe ein</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>1  A worker</source>
        <translation>1  Ein Worker</translation>
    </message>
    <message>
        <source>2  A task</source>
        <translation>2  Eine Aufgabe</translation>
    </message>
    <message>
        <source>The form opens with a task of type echo. It comes back as it was sent.</source>
        <translation>Das Formular öffnet sich mit einer Aufgabe vom Typ echo. Sie kommt zurück, wie sie gesendet wurde.</translation>
    </message>
    <message>
        <source>From elsewhere</source>
        <translation>Von anderswo</translation>
    </message>
    <message>
        <source>A line for a shell enqueues the same task, here or on another machine.</source>
        <translation>Eine Zeile für die Shell reiht dieselbe Aufgabe ein, hier oder auf einem anderen Rechner.</translation>
    </message>
    <message>
        <source>The broker is ready for its first task</source>
        <translation>Der Broker ist bereit für seine erste Aufgabe</translation>
    </message>
    <message>
        <source>Show workers</source>
        <translation>Worker zeigen</translation>
    </message>
    <message>
        <source>A worker is running</source>
        <translation>Ein Worker läuft</translation>
    </message>
    <message>
        <source>Start the echo worker</source>
        <translation>Den Echo-Worker starten</translation>
    </message>
    <message>
        <source>Workers run the tasks. Start conduit-worker where the work shall be done.</source>
        <translation>Worker führen die Aufgaben aus. Starten Sie conduit-worker dort, wo die Arbeit getan werden soll.</translation>
    </message>
    <message>
        <source>It waits for tasks of type echo and validate_image.</source>
        <translation>Er wartet auf Aufgaben der Typen echo und validate_image.</translation>
    </message>
    <message>
        <source>Workers run the tasks. This one knows the types echo and validate_image.</source>
        <translation>Worker führen die Aufgaben aus. Dieser kennt die Typen echo und validate_image.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::GoToTimeBar</name>
    <message>
        <source>Go to time</source>
        <translation>Gehe zur Zeit</translation>
    </message>
    <message>
        <source>Time to go to</source>
        <translation>Zeit, zu der gegangen wird</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Without a zone: %1</source>
        <translation>Ohne Zone: %1</translation>
    </message>
    <message>
        <source>Write a time such as 14:02, a date such as 2026-11-25, both, or how long ago, such as -2h.</source>
        <translation>Schreiben Sie eine Uhrzeit wie 14:02, ein Datum wie 2026-11-25, beides, oder wie lange es her ist, etwa -2h.</translation>
    </message>
    <message>
        <source>14:02 or -2h</source>
        <translation>14:02 oder -2h</translation>
    </message>
</context>
<context>
    <name>conduit::ui::GradualRetry</name>
    <message>
        <source>Stopped: %1 of %2 tasks were retried.</source>
        <translation>Gestoppt: %1 von %2 Aufgaben wurden wiederholt.</translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 retried tasks failed again.</source>
        <translation>Gestoppt: %1 von %2 wiederholten Aufgaben schlugen erneut fehl.</translation>
    </message>
    <message>
        <source>Retried them all. Tasks: %1, failed again so far: %2.</source>
        <translation>Alle wurden wiederholt. Aufgaben: %1, bisher erneut fehlgeschlagen: %2.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::GradualRetryDialog</name>
    <message>
        <source>Retry gradually</source>
        <translation>Allmählich wiederholen</translation>
    </message>
    <message>
        <source>No error was given</source>
        <translation>Kein Fehler angegeben</translation>
    </message>
    <message>
        <source>Tasks a minute</source>
        <translation>Aufgaben pro Minute</translation>
    </message>
    <message>
        <source>Stop after so many that fail again</source>
        <translation>Stoppen, wenn so viele erneut fehlschlagen</translation>
    </message>
    <message>
        <source>It takes about %1. The console drives it and has to stay open; it can be paused and stopped on this page.</source>
        <translation>Es dauert etwa %1. Die Konsole treibt es an und muss offen bleiben; auf dieser Seite kann es angehalten und gestoppt werden.</translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln dead task(s) of type %1</source>
        <translation>
            <numerusform>%Ln gescheiterte Aufgabe vom Typ %1 wiederholen</numerusform>
            <numerusform>%Ln gescheiterte Aufgaben vom Typ %1 wiederholen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::GuardedTransport</name>
    <message>
        <source>This connection is locked against changes. Unlock it with the lock in the status bar.</source>
        <translation>Diese Verbindung ist gegen Änderungen gesperrt. Entsperren Sie sie mit dem Schloss in der Statusleiste.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::JsonTree</name>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy text without quotation marks</source>
        <translation>Text ohne Anführungszeichen kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Filter by this value</source>
        <translation>Nach diesem Wert filtern</translation>
    </message>
    <message>
        <source>Save value…</source>
        <translation>Wert speichern …</translation>
    </message>
    <message>
        <source>Choose a value first.</source>
        <translation>Wählen Sie zuerst einen Wert.</translation>
    </message>
    <message>
        <source>This value is no text.</source>
        <translation>Dieser Wert ist kein Text.</translation>
    </message>
    <message>
        <source>Tasks can be filtered by numbers, words and short texts whose names hold no quotation marks.</source>
        <translation>Aufgaben lassen sich nach Zahlen, Wörtern und kurzen Texten filtern, deren Namen keine Anführungszeichen enthalten.</translation>
    </message>
    <message>
        <source>Save value</source>
        <translation>Wert speichern</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert unter %1</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::JsonTreeModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln Feld</numerusform>
            <numerusform>%Ln Felder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln element(s)</source>
        <translation>
            <numerusform>%Ln Element</numerusform>
            <numerusform>%Ln Elemente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::JsonView</name>
    <message>
        <source>Load all</source>
        <translation>Alles laden</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Laid out</source>
        <translation>Umbrochen</translation>
    </message>
    <message>
        <source>One member a line, or the one line that is stored</source>
        <translation>Ein Mitglied pro Zeile oder die eine Zeile, die gespeichert ist</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copy the stored text, byte for byte</source>
        <translation>Den gespeicherten Text kopieren, Byte für Byte</translation>
    </message>
    <message>
        <source>The first %1</source>
        <translation>Die ersten %1</translation>
    </message>
    <message>
        <source>Picture in %1</source>
        <translation>Bild in %1</translation>
    </message>
    <message>
        <source>%1: %2, %3 × %4, %5</source>
        <translation>%1: %2, %3 × %4, %5</translation>
    </message>
    <message>
        <source>Save JSON</source>
        <translation>JSON speichern</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>%1, being read</source>
        <translation>%1, wird gelesen</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>A tree of the values, to open, copy and filter by, or the text</source>
        <translation>Ein Baum der Werte zum Aufklappen, Kopieren und Filtern, oder der Text</translation>
    </message>
</context>
<context>
    <name>conduit::ui::KeepPreview</name>
    <message>
        <source>No task is older now.</source>
        <translation>Zurzeit ist keine Aufgabe älter.</translation>
    </message>
    <message numerus="yes">
        <source>Then about %Ln task(s) are deleted for good, but those whose type or queue says otherwise.</source>
        <translation>
            <numerusform>Dann wird etwa %Ln Aufgabe endgültig gelöscht, außer ihr Typ oder ihre Warteschlange sagt anderes.</numerusform>
            <numerusform>Dann werden etwa %Ln Aufgaben endgültig gelöscht, außer denen, deren Typ oder Warteschlange anderes sagt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then more than %Ln task(s) are deleted for good, but those whose type or queue says otherwise.</source>
        <translation>
            <numerusform>Dann wird mehr als %Ln Aufgabe endgültig gelöscht, außer denen, deren Typ oder Warteschlange anderes sagt.</numerusform>
            <numerusform>Dann werden mehr als %Ln Aufgaben endgültig gelöscht, außer denen, deren Typ oder Warteschlange anderes sagt.</numerusform>
        </translation>
    </message>
    <message>
        <source>No task has been in the trash for longer.</source>
        <translation>Keine Aufgabe liegt länger im Papierkorb.</translation>
    </message>
    <message numerus="yes">
        <source>Then about %Ln task(s) in the trash are deleted for good.</source>
        <translation>
            <numerusform>Dann wird etwa %Ln Aufgabe im Papierkorb endgültig gelöscht.</numerusform>
            <numerusform>Dann werden etwa %Ln Aufgaben im Papierkorb endgültig gelöscht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Then more than %Ln task(s) in the trash are deleted for good.</source>
        <translation>
            <numerusform>Dann wird mehr als %Ln Aufgabe im Papierkorb endgültig gelöscht.</numerusform>
            <numerusform>Dann werden mehr als %Ln Aufgaben im Papierkorb endgültig gelöscht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::KeyChoices</name>
    <message>
        <source>Only one key at a time can be pressed for an action.</source>
        <translation>Für eine Aktion kann nur eine Taste auf einmal gedrückt werden.</translation>
    </message>
    <message>
        <source>%1 belongs to the desktop.</source>
        <translation>%1 gehört dem Desktop.</translation>
    </message>
    <message>
        <source>%1 opens a menu or goes to a field.</source>
        <translation>%1 öffnet ein Menü oder geht zu einem Feld.</translation>
    </message>
    <message>
        <source>%1 opens the menus.</source>
        <translation>%1 öffnet die Menüs.</translation>
    </message>
    <message>
        <source>%1 is pressed by accident too easily for what takes something away. Hold Ctrl or Alt with it.</source>
        <translation>%1 ist zu leicht versehentlich gedrückt für etwas, das etwas wegnimmt. Strg oder Alt muss dabei sein.</translation>
    </message>
    <message>
        <source>%1 is needed for typing and moving. Hold Ctrl or Alt with it.</source>
        <translation>%1 wird zum Tippen und Bewegen gebraucht. Strg oder Alt muss dabei sein.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LateWorkerBar</name>
    <message>
        <source>%1 is late. Its lease of task %2 expires in %3; then the task returns to the queue.</source>
        <translation>%1 ist überfällig. Seine Lease für Aufgabe %2 läuft in %3 ab; dann kehrt die Aufgabe in die Warteschlange zurück.</translation>
    </message>
    <message>
        <source>Show its tasks</source>
        <translation>Aufgaben dazu zeigen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ListFrame</name>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>0 of %1 match</source>
        <translation>0 von %1 passen</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>The filter hides everything.</source>
        <translation>Der Filter blendet alles aus.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>The broker is not available</source>
        <translation>Der Broker ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The list appears by itself as soon as it is.</source>
        <translation>Sobald er es wieder ist, erscheint die Liste von selbst.</translation>
    </message>
    <message>
        <source>The broker does not give this list</source>
        <translation>Der Broker gibt diese Liste nicht heraus</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LiveSwitch</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The page follows what changes again when the broker is back.</source>
        <translation>Die Seite folgt den Änderungen wieder, sobald der Broker erreichbar ist.</translation>
    </message>
    <message>
        <source>The page follows what changes.</source>
        <translation>Die Seite folgt den Änderungen.</translation>
    </message>
    <message>
        <source>The page stands still.</source>
        <translation>Die Seite steht still.</translation>
    </message>
    <message>
        <source>The page follows what changes. %1 lets it stand still.</source>
        <translation>Die Seite folgt den Änderungen. %1 lässt sie stillstehen.</translation>
    </message>
    <message>
        <source>The page stands still. %1 lets it follow what changes.</source>
        <translation>Die Seite steht still. %1 lässt sie den Änderungen folgen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LocalWorkerActs</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Copy its command line</source>
        <translation>Seine Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Open the folder of its log</source>
        <translation>Ordner seines Protokolls öffnen</translation>
    </message>
    <message>
        <source>Kill…</source>
        <translation>Hart beenden …</translation>
    </message>
    <message>
        <source>Kill a worker process</source>
        <translation>Einen Worker-Prozess hart beenden</translation>
    </message>
    <message>
        <source>Kill %1?</source>
        <translation>%1 hart beenden?</translation>
    </message>
    <message>
        <source>It ends at once, with every program that it has started. What its tasks have done so far is lost: they go back to the queue and begin anew. It stays stopped until it is started.</source>
        <translation>Er endet sofort, mit jedem Programm, das er gestartet hat. Was seine Aufgaben bisher getan haben, ist verloren: Sie kehren in die Warteschlange zurück und beginnen neu. Er bleibt gestoppt, bis er gestartet wird.</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>%1 hart beenden</translation>
    </message>
    <message>
        <source>Let it work</source>
        <translation>Arbeiten lassen</translation>
    </message>
    <message>
        <source>%1 was killed.</source>
        <translation>%1 wurde hart beendet.</translation>
    </message>
    <message>
        <source>Choose a local process on the Workers page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Worker einen lokalen Prozess.</translation>
    </message>
    <message>
        <source>The process does not run.</source>
        <translation>Der Prozess läuft nicht.</translation>
    </message>
    <message>
        <source>The process runs already.</source>
        <translation>Der Prozess läuft schon.</translation>
    </message>
    <message>
        <source>No process of the pool runs.</source>
        <translation>Kein Prozess des Pools läuft.</translation>
    </message>
    <message>
        <source>Choose one process of the pool.</source>
        <translation>Wählen Sie einen Prozess des Pools.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LocalWorkerModel</name>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Last exit</source>
        <translation>Zuletzt beendet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird gestoppt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Keeps crashing</source>
        <translation>Stürzt immer ab</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LocalWorkersSection</name>
    <message>
        <source>No worker runs here</source>
        <translation>Hier läuft kein Worker</translation>
    </message>
    <message>
        <source>Tasks wait until a worker takes them. Start one on this computer, or attach one from elsewhere.</source>
        <translation>Aufgaben warten, bis ein Worker sie nimmt. Starten Sie einen auf diesem Rechner oder schließen Sie einen von anderswo an.</translation>
    </message>
    <message>
        <source>Start a worker</source>
        <translation>Worker starten</translation>
    </message>
    <message>
        <source>Number of local worker processes</source>
        <translation>Anzahl lokaler Worker-Prozesse</translation>
    </message>
    <message>
        <source>Tasks at a time in each process</source>
        <translation>Aufgaben gleichzeitig in jedem Prozess</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Tasks at a time</source>
        <translation>Aufgaben gleichzeitig</translation>
    </message>
    <message>
        <source>Local worker processes</source>
        <translation>Lokale Worker-Prozesse</translation>
    </message>
    <message>
        <source>Processes of %1</source>
        <translation>Prozesse von %1</translation>
    </message>
    <message>
        <source>%1 ended too often and is not started again by itself: %2</source>
        <translation>%1 endet immer wieder und bleibt stehen: %2</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Wieder starten</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LocatorBox</name>
    <message>
        <source>Go to a page, action, task, type, queue or worker</source>
        <translation>Zu Seite, Aktion, Aufgabe, Typ, Warteschlange oder Worker gehen</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Tasks cannot be looked up: %1</source>
        <translation>Aufgaben können nicht nachgeschlagen werden: %1</translation>
    </message>
    <message>
        <source>Worker on %1</source>
        <translation>Worker auf %1</translation>
    </message>
    <message>
        <source>Looking for tasks whose ID begins or ends with %1…</source>
        <translation>Suche nach Aufgaben, deren ID mit %1 beginnt oder endet …</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No task has an ID that begins or ends so.</source>
        <translation>Keine Aufgabe hat eine ID, die so beginnt oder endet.</translation>
    </message>
    <message>
        <source>Nothing fits. # finds tasks, &gt; actions, t types, q queues, w workers.</source>
        <translation>Nichts passt. # findet Aufgaben, &gt; Aktionen, t Typen, q Warteschlangen, w Worker.</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu …</translation>
    </message>
    <message>
        <source>Pages, actions, types, queues, workers, and tasks by the beginning or the end of their ID</source>
        <translation>Seiten, Aktionen, Typen, Warteschlangen, Worker sowie Aufgaben nach Anfang oder Ende ihrer ID</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LockButton</name>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Allow changes to %1?</source>
        <translation>Änderungen an %1 erlauben?</translation>
    </message>
    <message>
        <source>What you do in this window then happens at %1. Until Conduit ends, you are not asked again.</source>
        <translation>Was Sie in diesem Fenster tun, geschieht dann bei %1. Bis Conduit endet, werden Sie nicht erneut gefragt.</translation>
    </message>
    <message>
        <source>Allow changes</source>
        <translation>Änderungen erlauben</translation>
    </message>
    <message>
        <source>Keep it locked</source>
        <translation>Gesperrt lassen</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Changes allowed</source>
        <translation>Änderungen erlaubt</translation>
    </message>
    <message>
        <source>No change leaves this console. Click to allow changes.</source>
        <translation>Keine Änderung verlässt diese Konsole. Klicken Sie, um Änderungen zu erlauben.</translation>
    </message>
    <message>
        <source>Click to lock this connection against changes.</source>
        <translation>Klicken Sie, um diese Verbindung gegen Änderungen zu sperren.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::LogView</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>New lines: %1</source>
        <translation>Neue Zeilen: %1</translation>
    </message>
    <message numerus="yes">
        <source>… %Ln line(s) came too fast to be shown here</source>
        <translation>
            <numerusform>… %Ln Zeile kam zu schnell, um hier gezeigt zu werden</numerusform>
            <numerusform>… %Ln Zeilen kamen zu schnell, um hier gezeigt zu werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::MainWindow</name>
    <message>
        <source>Conduit</source>
        <translation>Conduit</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Connections…</source>
        <translation>Verbindungen …</translation>
    </message>
    <message>
        <source>Lock or unlock the connection</source>
        <translation>Die Verbindung sperren oder entsperren</translation>
    </message>
    <message>
        <source>Copy the broker&apos;s address</source>
        <translation>Die Adresse des Brokers kopieren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Address copied</source>
        <translation>Adresse kopiert</translation>
    </message>
    <message>
        <source>The broker is back after %1</source>
        <translation>Der Broker ist nach %1 wieder da</translation>
    </message>
    <message>
        <source>Open a demonstration</source>
        <translation>Vorführung öffnen</translation>
    </message>
    <message>
        <source>Throw the demonstration away</source>
        <translation>Vorführung wegwerfen</translation>
    </message>
    <message>
        <source>This program cannot start one.</source>
        <translation>Dieses Programm kann keine starten.</translation>
    </message>
    <message>
        <source>There is no demonstration.</source>
        <translation>Es gibt keine Vorführung.</translation>
    </message>
    <message>
        <source>%1 leaves the wall display</source>
        <translation>%1 beendet die Wandanzeige</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyCheckPage</name>
    <message>
        <source>Stop at the first row that the broker refuses</source>
        <translation>Bei der ersten Zeile anhalten, die der Broker ablehnt</translation>
    </message>
    <message>
        <source>Make new tasks even if this file was enqueued before</source>
        <translation>Neue Aufgaben anlegen, auch wenn diese Datei schon eingereiht wurde</translation>
    </message>
    <message>
        <source>Check the rows</source>
        <translation>Die Zeilen prüfen</translation>
    </message>
    <message>
        <source>Rows with a problem are left out, and can be saved with the reason afterwards.</source>
        <translation>Zeilen mit einem Problem werden weggelassen und können danach mit dem Grund gespeichert werden.</translation>
    </message>
    <message>
        <source>Checked so far</source>
        <translation>Bisher geprüft</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Otherwise a row that is a task already stays the task that it is, so that a repetition doubles nothing.</source>
        <translation>Sonst bleibt eine Zeile, die schon eine Aufgabe ist, diese Aufgabe, sodass eine Wiederholung nichts verdoppelt.</translation>
    </message>
    <message>
        <source>Checking… %1 rows so far, %2 with a problem</source>
        <translation>Wird geprüft … bisher %1 Zeilen, davon %2 mit einem Problem</translation>
    </message>
    <message>
        <source>No row can become a task. Go back and look at the columns.</source>
        <translation>Aus keiner Zeile kann eine Aufgabe werden. Gehen Sie zurück und sehen Sie sich die Spalten an.</translation>
    </message>
    <message>
        <source>Enqueue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Rows that are ready: %1. Left out, since they have a problem: %2. The first ones:</source>
        <translation>Fertige Zeilen: %1. Weggelassen, da sie ein Problem haben: %2. Die ersten davon:</translation>
    </message>
    <message>
        <source>Rows that are ready: %1. Left out, since they have a problem: %2.</source>
        <translation>Fertige Zeilen: %1. Weggelassen, da sie ein Problem haben: %2.</translation>
    </message>
    <message>
        <source>All rows are ready: %1.</source>
        <translation>Alle Zeilen sind fertig: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Enqueue %Ln task(s)</source>
        <translation>
            <numerusform>%Ln Aufgabe einreihen</numerusform>
            <numerusform>%Ln Aufgaben einreihen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyColumnsPage</name>
    <message>
        <source>Option: queue</source>
        <translation>Option: Warteschlange</translation>
    </message>
    <message>
        <source>Option: priority</source>
        <translation>Option: Priorität</translation>
    </message>
    <message>
        <source>Option: delay in seconds</source>
        <translation>Option: Verzögerung in Sekunden</translation>
    </message>
    <message>
        <source>Option: time to run at</source>
        <translation>Option: Zeit der Ausführung</translation>
    </message>
    <message>
        <source>Option: unique key</source>
        <translation>Option: eindeutiger Schlüssel</translation>
    </message>
    <message>
        <source>Option: serial key</source>
        <translation>Option: Reihenschlüssel</translation>
    </message>
    <message>
        <source>Option: tags, by commas</source>
        <translation>Option: Tags, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Say what goes where</source>
        <translation>Festlegen, was wohin geht</translation>
    </message>
    <message>
        <source>Options of all tasks</source>
        <translation>Optionen aller Aufgaben</translation>
    </message>
    <message>
        <source>The first task</source>
        <translation>Die erste Aufgabe</translation>
    </message>
    <message>
        <source>Columns go to the fields of %1 or to options. An empty cell leaves out a field that is optional.</source>
        <translation>Spalten gehen in die Felder von %1 oder in Optionen. Eine leere Zelle lässt ein optionales Feld weg.</translation>
    </message>
    <message>
        <source>Each JSON value is the payload of a task of type %1, as it stands.</source>
        <translation>Jeder JSON-Wert ist so, wie er dasteht, die Nutzdaten einer Aufgabe vom Typ %1.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>In the first row</source>
        <translation>In der ersten Zeile</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Geht nach</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>Column %1 goes to</source>
        <translation>Spalte %1 geht nach</translation>
    </message>
    <message>
        <source>Column %1 as</source>
        <translation>Spalte %1 als</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>The same in every row</source>
        <translation>In jeder Zeile gleich</translation>
    </message>
    <message>
        <source>%1 in every row</source>
        <translation>%1 in jeder Zeile</translation>
    </message>
    <message>
        <source>The first row is left out: %1</source>
        <translation>Die erste Zeile wird weggelassen: %1</translation>
    </message>
    <message>
        <source>The first row is left out: %1: %2</source>
        <translation>Die erste Zeile wird weggelassen: %1: %2</translation>
    </message>
    <message>
        <source>Next, the whole file is checked; nothing is enqueued yet.</source>
        <translation>Als Nächstes wird die ganze Datei geprüft; eingereiht wird noch nichts.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyFilePage</name>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The file has no rows.</source>
        <translation>Die Datei hat keine Zeilen.</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>A CSV, TSV or JSON file. You can also drop it here.</source>
        <translation>Eine CSV-, TSV- oder JSON-Datei. Sie können sie auch hier ablegen.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Each of its rows becomes a task.</source>
        <translation>Aus jeder ihrer Zeilen wird eine Aufgabe.</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Die ersten Zeilen der Datei</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Table (CSV, TSV)</source>
        <translation>Tabelle (CSV, TSV)</translation>
    </message>
    <message>
        <source>One JSON value a line</source>
        <translation>Ein JSON-Wert pro Zeile</translation>
    </message>
    <message>
        <source>One JSON array</source>
        <translation>Ein JSON-Array</translation>
    </message>
    <message>
        <source>Between cells</source>
        <translation>Zwischen Zellen</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Senkrechter Strich</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>&quot; double</source>
        <translation>&quot; doppelt</translation>
    </message>
    <message>
        <source>&apos; single</source>
        <translation>&apos; einfach</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>The first row names the columns</source>
        <translation>Die erste Zeile benennt die Spalten</translation>
    </message>
    <message>
        <source>Choose a file of rows</source>
        <translation>Eine Datei mit Zeilen wählen</translation>
    </message>
    <message>
        <source>Rows (*.csv *.tsv *.txt *.json *.jsonl *.ndjson);;All files (*)</source>
        <translation>Zeilen (*.csv *.tsv *.txt *.json *.jsonl *.ndjson);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All rows of the file: %1.</source>
        <translation>Alle Zeilen der Datei: %1.</translation>
    </message>
    <message numerus="yes">
        <source>The first %Ln row(s). Does this look right?</source>
        <translation>
            <numerusform>Die erste Zeile. Sieht das richtig aus?</numerusform>
            <numerusform>Die ersten %Ln Zeilen. Sieht das richtig aus?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyRunPage</name>
    <message>
        <source>Enqueued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>There already</source>
        <translation>Schon vorhanden</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>Refused by the broker</source>
        <translation>Vom Broker abgelehnt</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tags ändern</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Save rejected rows…</source>
        <translation>Abgelehnte Zeilen speichern …</translation>
    </message>
    <message>
        <source>Show these tasks</source>
        <translation>Diese Aufgaben zeigen</translation>
    </message>
    <message>
        <source>Undo all still pending…</source>
        <translation>Alle noch offenen zurücknehmen …</translation>
    </message>
    <message>
        <source>Enqueue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Enqueued so far</source>
        <translation>Bisher eingereiht</translation>
    </message>
    <message>
        <source>What became of the rows of %1.</source>
        <translation>Was aus den Zeilen von %1 wurde.</translation>
    </message>
    <message>
        <source>You can close this window: it goes on, and the Enqueue page says how far it is.</source>
        <translation>Sie können dieses Fenster schließen: Es geht weiter, und die Seite Einreihen zeigt, wie weit es ist.</translation>
    </message>
    <message>
        <source>Rows that were tasks already stayed the tasks that they are. To enqueue the file once more, begin anew and choose &quot;%1&quot; before the last step.</source>
        <translation>Zeilen, die schon Aufgaben waren, blieben diese Aufgaben. Um die Datei noch einmal einzureihen, beginnen Sie neu und wählen vor dem letzten Schritt „%1“.</translation>
    </message>
    <message>
        <source>Make new tasks even if this file was enqueued before</source>
        <translation>Neue Aufgaben anlegen, auch wenn diese Datei schon eingereiht wurde</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation>Abgelehnte Zeilen speichern</translation>
    </message>
    <message>
        <source>None of these tasks is pending any more.</source>
        <translation>Keine dieser Aufgaben ist noch offen.</translation>
    </message>
    <message>
        <source>They are those of this file that have not started yet.</source>
        <translation>Es sind die Aufgaben dieser Datei, die noch nicht begonnen haben.</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) saved to %1</source>
        <translation>
            <numerusform>%Ln Zeile in %1 gespeichert</numerusform>
            <numerusform>%Ln Zeilen in %1 gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)?</source>
        <translation>
            <numerusform>%Ln Aufgabe abbrechen?</numerusform>
            <numerusform>%Ln Aufgaben abbrechen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)</source>
        <translation>
            <numerusform>%Ln Aufgabe abbrechen</numerusform>
            <numerusform>%Ln Aufgaben abbrechen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::ManyWizard</name>
    <message>
        <source>Enqueue many: %1</source>
        <translation>Viele einreihen: %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::MoveDialog</name>
    <message>
        <source>Choose or type</source>
        <translation>Wählen oder eingeben</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Choose a queue, or type the name of a new one.</source>
        <translation>Wählen Sie eine Warteschlange, oder geben Sie den Namen einer neuen ein.</translation>
    </message>
    <message>
        <source>The name of a queue has at most 100 characters.</source>
        <translation>Der Name einer Warteschlange hat höchstens 100 Zeichen.</translation>
    </message>
    <message>
        <source>The name of a queue has no colon and no comma.</source>
        <translation>Der Name einer Warteschlange hat weder Doppelpunkt noch Komma.</translation>
    </message>
    <message>
        <source>The name of a queue has no control characters.</source>
        <translation>Der Name einer Warteschlange hat keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>They keep their priority and the time at which they are due.</source>
        <translation>Sie behalten ihre Priorität und den Zeitpunkt, zu dem sie fällig sind.</translation>
    </message>
    <message>
        <source>There is no queue of this name yet: it begins with these tasks.</source>
        <translation>Eine Warteschlange mit diesem Namen gibt es noch nicht: Sie beginnt mit diesen Aufgaben.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::NavRail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>conduit::ui::NewsCorner</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Nothing was done in the last minutes that can be undone.</source>
        <translation>In den letzten Minuten wurde nichts getan, das sich rückgängig machen lässt.</translation>
    </message>
    <message>
        <source>%1. It was undone already.</source>
        <translation>%1. Es ist schon rückgängig gemacht.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::NumberEditor</name>
    <message>
        <source>Write a point instead of the comma: %1</source>
        <translation>Schreiben Sie einen Punkt statt des Kommas: %1</translation>
    </message>
    <message>
        <source>Not a number. Write it like 12, -0.5 or 1e3.</source>
        <translation>Keine Zahl. Schreiben Sie sie wie 12, -0.5 oder 1e3.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::OperationFailures</name>
    <message>
        <source>Try these again</source>
        <translation>Diese noch einmal versuchen</translation>
    </message>
    <message>
        <source>Tasks that were not changed, and why</source>
        <translation>Aufgaben, die nicht geändert wurden, und warum</translation>
    </message>
    <message>
        <source>Not changed: %1</source>
        <translation>Nicht geändert: %1</translation>
    </message>
    <message>
        <source>It ended more than a day ago: the broker does not know any more which they were.</source>
        <translation>Es endete vor mehr als einem Tag: Der Broker weiß nicht mehr, welche es waren.</translation>
    </message>
    <message>
        <source>Not changed: %1. The first %2:</source>
        <translation>Nicht geändert: %1. Die ersten %2:</translation>
    </message>
    <message>
        <source>They are tried again.</source>
        <translation>Sie werden noch einmal versucht.</translation>
    </message>
    <message>
        <source>It is not known which tasks they were.</source>
        <translation>Welche Aufgaben es waren, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>What it did takes more than the tasks: do it on the Tasks page.</source>
        <translation>Dazu braucht es mehr als die Aufgaben: Tun Sie es auf der Seite Aufgaben.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::OperationQuestions</name>
    <message>
        <source>No task fits the filters any more.</source>
        <translation>Keine Aufgabe passt mehr zu den Filtern.</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>They are gone then, with their payloads and results. This cannot be undone.</source>
        <translation>Sie sind dann weg, mit ihren Nutzdaten und Ergebnissen. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>One of them runs. It is asked to stop, which cannot be undone.</source>
        <translation>Eine davon läuft. Sie wird gebeten aufzuhören; das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>%1 of them run. They are asked to stop, which cannot be undone.</source>
        <translation>%1 davon laufen. Sie werden gebeten aufzuhören; das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>It can be undone for each task to which nothing else has happened since.</source>
        <translation>Es lässt sich für jede Aufgabe rückgängig machen, mit der seither nichts anderes geschehen ist.</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Do not ask again before “%1”</source>
        <translation>Vor „%1“ nicht mehr fragen</translation>
    </message>
    <message>
        <source>That is about %1 of work for one worker.</source>
        <translation>Das sind ungefähr %1 Arbeit für einen Worker.</translation>
    </message>
    <message>
        <source>Some of them may run. Those are asked to stop, which cannot be undone.</source>
        <translation>Manche davon laufen vielleicht. Sie werden gebeten aufzuhören; das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>%1, and perhaps more?</source>
        <translation>%1, und vielleicht mehr?</translation>
    </message>
</context>
<context>
    <name>conduit::ui::OptionsFold</name>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Keep payload and options under a name, to fill them in again</source>
        <translation>Nutzdaten und Optionen unter einem Namen behalten, um sie wieder einzusetzen</translation>
    </message>
    <message>
        <source>Options: defaults</source>
        <translation>Optionen: Vorgaben</translation>
    </message>
    <message>
        <source>Options: set</source>
        <translation>Optionen: gesetzt</translation>
    </message>
</context>
<context>
    <name>conduit::ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation>Befehl kopiert</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 d</translation>
    </message>
    <message>
        <source>Charts of the last %1</source>
        <translation>Diagramme der letzten %1</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Run time</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Waiting by queue</source>
        <translation>Wartend je Warteschlange</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Zu beachten</translation>
    </message>
    <message>
        <source>Failing types, last 5 min</source>
        <translation>Fehlschlagende Typen, letzte 5 min</translation>
    </message>
    <message>
        <source>Failing types</source>
        <translation>Fehlschlagende Typen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>A worker starts</source>
        <translation>Ein Worker startet</translation>
    </message>
    <message>
        <source>Half within</source>
        <translation>Hälfte bis</translation>
    </message>
    <message>
        <source>95 % within</source>
        <translation>95 % bis</translation>
    </message>
    <message>
        <source>A click or a drag shows the tasks that ended then.</source>
        <translation>Ein Klick oder ein Ziehen zeigt die Aufgaben, die dann endeten.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::OverviewTiles</name>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Oldest wait</source>
        <translation>Max. Wartezeit</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Done / min</source>
        <translation>Erledigt / min</translation>
    </message>
    <message>
        <source>Failed 5 min</source>
        <translation>Fehler 5 min</translation>
    </message>
    <message>
        <source>95 % ran in</source>
        <translation>95 % liefen in</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PauseDialog</name>
    <message>
        <source>Pause a queue</source>
        <translation>Eine Warteschlange anhalten</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>New tasks are still taken, and wait. What runs, runs on.</source>
        <translation>Neue Aufgaben werden weiter angenommen und warten. Was läuft, läuft weiter.</translation>
    </message>
    <message>
        <source>Shown with every task that waits</source>
        <translation>Steht bei jeder wartenden Aufgabe</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>when somebody resumes it</source>
        <translation>wenn jemand sie fortsetzt</translation>
    </message>
    <message>
        <source>in 15 minutes</source>
        <translation>in 15 Minuten</translation>
    </message>
    <message>
        <source>in an hour</source>
        <translation>in einer Stunde</translation>
    </message>
    <message>
        <source>in 8 hours</source>
        <translation>in 8 Stunden</translation>
    </message>
    <message>
        <source>in 24 hours</source>
        <translation>in 24 Stunden</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resumes</source>
        <translation>Geht weiter</translation>
    </message>
    <message>
        <source>Pause everything</source>
        <translation>Alles anhalten</translation>
    </message>
    <message>
        <source>Pause all queues</source>
        <translation>Alle Warteschlangen anhalten</translation>
    </message>
    <message>
        <source>No worker gets a task any more, from any queue. New tasks are still taken, and wait. What runs, runs on.</source>
        <translation>Kein Worker bekommt mehr eine Aufgabe, aus keiner Warteschlange. Neue Aufgaben werden weiter angenommen und warten. Was läuft, läuft weiter.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PauseNotice</name>
    <message>
        <source>Everything is paused: no worker gets a task.</source>
        <translation>Alles ist angehalten: Kein Worker bekommt eine Aufgabe.</translation>
    </message>
    <message>
        <source>%1 has paused everything: no worker gets a task.</source>
        <translation>%1 hat alles angehalten: Kein Worker bekommt eine Aufgabe.</translation>
    </message>
    <message>
        <source>It goes on %1.</source>
        <translation>Es geht %1 weiter.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PayloadDraft</name>
    <message>
        <source>Must be a text in quotes.</source>
        <translation>Muss ein Text in Anführungszeichen sein.</translation>
    </message>
    <message>
        <source>Must be a number, such as 12 or 0.5.</source>
        <translation>Muss eine Zahl wie 12 oder 0.5 sein.</translation>
    </message>
    <message>
        <source>Must be true or false.</source>
        <translation>Muss true oder false sein.</translation>
    </message>
    <message>
        <source>Must be an object, such as {&quot;key&quot;: &quot;value&quot;}.</source>
        <translation>Muss ein Objekt wie {&quot;key&quot;: &quot;value&quot;} sein.</translation>
    </message>
    <message>
        <source>Must be an array, such as [1, 2, 3].</source>
        <translation>Muss ein Array wie [1, 2, 3] sein.</translation>
    </message>
    <message>
        <source>Required.</source>
        <translation>Erforderlich.</translation>
    </message>
    <message>
        <source>%1… (too large to edit here: use the JSON tab)</source>
        <translation>%1 … (zu groß, um es hier zu bearbeiten: verwenden Sie den Reiter JSON)</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PayloadForm</name>
    <message>
        <source>Also in the JSON, kept as they are: %1</source>
        <translation>Außerdem im JSON, unverändert behalten: %1</translation>
    </message>
    <message>
        <source>This type takes no fields. The JSON tab adds members of your own.</source>
        <translation>Dieser Typ hat keine Felder. Im Reiter JSON können Sie eigene Mitglieder hinzufügen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PayloadTabs</name>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>Entwurf gespeichert</translation>
    </message>
    <message>
        <source>Draft not saved: %1</source>
        <translation>Entwurf nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PayloadText</name>
    <message>
        <source>Payload as JSON</source>
        <translation>Nutzdaten als JSON</translation>
    </message>
    <message>
        <source>Lay out</source>
        <translation>Umbrechen</translation>
    </message>
    <message>
        <source>Put each member on a line of its own</source>
        <translation>Jedes Mitglied auf eine eigene Zeile setzen</translation>
    </message>
    <message>
        <source>Valid JSON</source>
        <translation>Gültiges JSON</translation>
    </message>
    <message>
        <source>The payload is being read.</source>
        <translation>Die Nutzdaten werden gelesen.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>The file has %1; a payload of more than %2 is not taken.</source>
        <translation>Die Datei hat %1; Nutzdaten von mehr als %2 werden nicht angenommen.</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern …</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Save the payload, to edit it in another program</source>
        <translation>Die Nutzdaten speichern, um sie in einem anderen Programm zu bearbeiten</translation>
    </message>
    <message>
        <source>Take the payload from a file</source>
        <translation>Die Nutzdaten aus einer Datei übernehmen</translation>
    </message>
    <message>
        <source>Valid JSON of %1, too large to edit here; this is its beginning.</source>
        <translation>Gültiges JSON von %1, zu groß zum Bearbeiten; das ist der Anfang.</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Open a payload</source>
        <translation>Nutzdaten öffnen</translation>
    </message>
    <message>
        <source>JSON (*.json);;All files (*)</source>
        <translation>JSON (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the payload</source>
        <translation>Nutzdaten speichern</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PoolActs</name>
    <message>
        <source>New pool…</source>
        <translation>Neuer Pool …</translation>
    </message>
    <message>
        <source>Edit the pool…</source>
        <translation>Pool bearbeiten …</translation>
    </message>
    <message>
        <source>Duplicate the pool…</source>
        <translation>Pool verdoppeln …</translation>
    </message>
    <message>
        <source>Remove the pool…</source>
        <translation>Pool entfernen …</translation>
    </message>
    <message>
        <source>This pool is what Conduit was started with: --workers and the like.</source>
        <translation>Dieser Pool ist das, womit Conduit gestartet wurde: --workers und dergleichen.</translation>
    </message>
    <message>
        <source>The pool %1 was made.</source>
        <translation>Der Pool %1 wurde angelegt.</translation>
    </message>
    <message>
        <source>Remove a pool</source>
        <translation>Einen Pool entfernen</translation>
    </message>
    <message>
        <source>Remove the pool %1?</source>
        <translation>Den Pool %1 entfernen?</translation>
    </message>
    <message>
        <source>Its processes finish or give back their tasks, and end. How it was defined is forgotten. The files of its logs stay.</source>
        <translation>Seine Prozesse beenden ihre Aufgaben oder geben sie zurück und enden. Wie er bestimmt war, wird vergessen. Die Dateien seiner Protokolle bleiben.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>The pool %1 is removed as soon as its processes have ended.</source>
        <translation>Der Pool %1 wird entfernt, sobald seine Prozesse beendet sind.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PoolDialog</name>
    <message>
        <source>New pool</source>
        <translation>Neuer Pool</translation>
    </message>
    <message>
        <source>New pool of local workers</source>
        <translation>Neuer Pool lokaler Worker</translation>
    </message>
    <message>
        <source>Processes that run the same program on this computer. They are kept in the data folder and are there again at the next start.</source>
        <translation>Prozesse, die auf diesem Rechner dasselbe Programm ausführen. Sie stehen im Datenordner und sind beim nächsten Start wieder da.</translation>
    </message>
    <message>
        <source>Make the pool</source>
        <translation>Pool anlegen</translation>
    </message>
    <message>
        <source>Edit a pool</source>
        <translation>Einen Pool bearbeiten</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Processes that run otherwise restart one after the other, each when it has finished or given back its tasks.</source>
        <translation>Prozesse, die anders laufen, starten nacheinander neu, jeder, sobald er seine Aufgaben beendet oder zurückgegeben hat.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Start them with Conduit</source>
        <translation>Mit Conduit starten</translation>
    </message>
    <message>
        <source>One on each line; no shell takes them apart</source>
        <translation>Eines je Zeile; keine Shell zerlegt sie</translation>
    </message>
    <message>
        <source>The data folder</source>
        <translation>Der Datenordner</translation>
    </message>
    <message>
        <source>All, or some: a, b</source>
        <translation>Alle, oder einige: a, b</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>after a failure</source>
        <translation>nach einem Fehler</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>Variablen</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Tasks at a time</source>
        <translation>Aufgaben gleichzeitig</translation>
    </message>
    <message>
        <source>Restart by itself</source>
        <translation>Selbst neu starten</translation>
    </message>
    <message>
        <source>A pool needs a name.</source>
        <translation>Ein Pool braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::PriorityDialog</name>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>From 0 to 9: a higher one runs sooner. New tasks have 5.</source>
        <translation>Von 0 bis 9: Eine höhere läuft eher. Neue Aufgaben haben 5.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::QuestionBox</name>
    <message>
        <source>Type %1 to go on:</source>
        <translation>Geben Sie %1 ein, um fortzufahren:</translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueueDeletion</name>
    <message numerus="yes">
        <source>%Ln task(s) lie in it, all in the trash. Delete them there for good first.</source>
        <translation>
            <numerusform>%Ln Aufgabe liegt noch darin, und zwar im Papierkorb. Löschen Sie sie dort zuerst endgültig.</numerusform>
            <numerusform>%Ln Aufgaben liegen noch darin, alle im Papierkorb. Löschen Sie sie dort zuerst endgültig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) lie in it. Delete them first, then also from the trash.</source>
        <translation>
            <numerusform>%Ln Aufgabe liegt noch darin. Löschen Sie sie zuerst, dann auch aus dem Papierkorb.</numerusform>
            <numerusform>%Ln Aufgaben liegen noch darin. Löschen Sie sie zuerst, dann auch aus dem Papierkorb.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete queue…</source>
        <translation>Warteschlange löschen …</translation>
    </message>
    <message>
        <source>Delete queue</source>
        <translation>Warteschlange löschen</translation>
    </message>
    <message>
        <source>Delete queue %1?</source>
        <translation>Warteschlange %1 löschen?</translation>
    </message>
    <message>
        <source>No task lies in it. What was said about it is forgotten: its pause and its defaults. This cannot be undone. A task that names it makes it anew.</source>
        <translation>Keine Aufgabe liegt darin. Vergessen wird, was über sie gesagt wurde: ihre Pause und ihre Vorgaben. Das lässt sich nicht rückgängig machen. Eine Aufgabe, die sie nennt, legt sie neu an.</translation>
    </message>
    <message>
        <source>Delete queue %1</source>
        <translation>Warteschlange %1 löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Deleted queue %1</source>
        <translation>Warteschlange %1 gelöscht</translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueueModel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paused by %1</source>
        <translation>Angehalten von %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, resumes %2</source>
        <translation>%1, geht weiter %2</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet seit</translation>
    </message>
    <message>
        <source>In/min</source>
        <translation>Ein/min</translation>
    </message>
    <message>
        <source>Out/min</source>
        <translation>Aus/min</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>For how long the task has been due that is next</source>
        <translation>Seit wann die Aufgabe fällig ist, die als nächste an der Reihe ist</translation>
    </message>
    <message>
        <source>Tasks enqueued in the last minute</source>
        <translation>In der letzten Minute eingereihte Aufgaben</translation>
    </message>
    <message>
        <source>Tasks completed in the last minute</source>
        <translation>In der letzten Minute erledigte Aufgaben</translation>
    </message>
    <message>
        <source>Workers that take tasks from it now</source>
        <translation>Worker, die ihr jetzt Aufgaben entnehmen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueuePanel</name>
    <message>
        <source>In and out, last hour</source>
        <translation>Zugang und Abgang, letzte Stunde</translation>
    </message>
    <message>
        <source>Ready, last hour</source>
        <translation>Bereit, letzte Stunde</translation>
    </message>
    <message>
        <source>No defaults of its own</source>
        <translation>Keine eigenen Vorgaben</translation>
    </message>
    <message>
        <source>Defaults: %1</source>
        <translation>Vorgaben: %1</translation>
    </message>
    <message>
        <source>In per minute</source>
        <translation>Zugang pro Minute</translation>
    </message>
    <message>
        <source>Out per minute</source>
        <translation>Abgang pro Minute</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueueTaskActs</name>
    <message>
        <source>Move its tasks to…</source>
        <translation>Ihre Aufgaben verschieben nach …</translation>
    </message>
    <message>
        <source>Delete all that wait</source>
        <translation>Alle wartenden löschen</translation>
    </message>
    <message>
        <source>Move tasks</source>
        <translation>Aufgaben verschieben</translation>
    </message>
    <message>
        <source>Move the tasks of %1</source>
        <translation>Aufgaben von %1 verschieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) wait in it. Those that run or have ended stay.</source>
        <translation>
            <numerusform>%Ln Aufgabe wartet in ihr. Was läuft oder beendet ist, bleibt.</numerusform>
            <numerusform>%Ln Aufgaben warten in ihr. Was läuft oder beendet ist, bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move them</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Choose a queue on the Queues page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Warteschlangen eine Warteschlange.</translation>
    </message>
    <message>
        <source>No task waits in it.</source>
        <translation>Keine Aufgabe wartet in ihr.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::QueuesPage</name>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Pause queue…</source>
        <translation>Warteschlange anhalten …</translation>
    </message>
    <message>
        <source>Resume queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Show its tasks</source>
        <translation>Aufgaben dazu zeigen</translation>
    </message>
    <message>
        <source>Enqueue here…</source>
        <translation>Hier einreihen …</translation>
    </message>
    <message>
        <source>Paused %1</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>Resumed %1</source>
        <translation>%1 fortgesetzt</translation>
    </message>
    <message>
        <source>Choose a queue on the Queues page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Warteschlangen eine Warteschlange.</translation>
    </message>
    <message>
        <source>The queue is paused already.</source>
        <translation>Die Warteschlange ist schon angehalten.</translation>
    </message>
    <message>
        <source>The queue is not paused.</source>
        <translation>Die Warteschlange ist nicht angehalten.</translation>
    </message>
    <message>
        <source>No queues yet</source>
        <translation>Noch keine Warteschlangen</translation>
    </message>
    <message>
        <source>A queue is there as soon as a task lies in it. Tasks that name none go to &quot;default&quot;.</source>
        <translation>Eine Warteschlange gibt es, sobald eine Aufgabe darin liegt. Aufgaben, die keine nennen, kommen in „default“.</translation>
    </message>
    <message>
        <source>Enqueue a task</source>
        <translation>Eine Aufgabe einreihen</translation>
    </message>
    <message>
        <source>Everything is paused</source>
        <translation>Alles ist angehalten</translation>
    </message>
    <message>
        <source>Everything goes on</source>
        <translation>Alles geht weiter</translation>
    </message>
    <message>
        <source>Let everything go on</source>
        <translation>Alles fortsetzen</translation>
    </message>
    <message>
        <source>Pause everything…</source>
        <translation>Alles anhalten …</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>Edit defaults…</source>
        <translation>Vorgaben bearbeiten …</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RecentOperations</name>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show all operations in Activity</source>
        <translation>Alle Vorgänge in den Aktivitäten zeigen</translation>
    </message>
    <message>
        <source>Recent operations</source>
        <translation>Letzte Vorgänge</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RemoteWorkersSection</name>
    <message>
        <source>Copy the command that attaches a worker</source>
        <translation>Den Befehl kopieren, der einen Worker anschließt</translation>
    </message>
    <message>
        <source>Copy the command to start one</source>
        <translation>Befehl zum Starten kopieren</translation>
    </message>
    <message>
        <source>Other workers</source>
        <translation>Andere Worker</translation>
    </message>
    <message>
        <source>Connected workers</source>
        <translation>Verbundene Worker</translation>
    </message>
    <message>
        <source>The broker is not available</source>
        <translation>Der Broker ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Workers appear by themselves as soon as it is.</source>
        <translation>Sobald er es wieder ist, erscheinen die Worker von selbst.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>No other worker</source>
        <translation>Kein anderer Worker</translation>
    </message>
    <message>
        <source>No worker is connected</source>
        <translation>Kein Worker ist verbunden</translation>
    </message>
    <message>
        <source>Run this in a terminal of this computer to start one:
%1
Other computers cannot reach the broker: it listens on this one only.</source>
        <translation>Dies in einem Terminal dieses Rechners ausführen, um einen zu starten:
%1
Andere Rechner erreichen den Broker nicht: Er nimmt nur von diesem hier Verbindungen an.</translation>
    </message>
    <message>
        <source>Run this on another computer to start one:
%1</source>
        <translation>Dies auf einem anderen Rechner ausführen, um einen zu starten:
%1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RemovalQuestion</name>
    <message>
        <source>Cancel %1 that wait</source>
        <translation>%1 wartende abbrechen</translation>
    </message>
    <message>
        <source>Cancel those that wait</source>
        <translation>Die wartenden abbrechen</translation>
    </message>
    <message>
        <source>Delete %1 that have ended</source>
        <translation>%1 beendete löschen</translation>
    </message>
    <message>
        <source>Delete those that have ended</source>
        <translation>Die beendeten löschen</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Cancel or delete</source>
        <translation>Abbrechen oder löschen</translation>
    </message>
    <message>
        <source>Some of these tasks wait, and some have ended. Which do you mean?</source>
        <translation>Einige dieser Aufgaben warten, andere sind beendet. Welche meinen Sie?</translation>
    </message>
    <message>
        <source>Both can be undone. Tasks that run stay. Shift+Delete deletes all that do not run, in one step.</source>
        <translation>Beides lässt sich rückgängig machen. Laufende Aufgaben bleiben. Umschalt+Entf löscht alle, die nicht laufen, in einem Schritt.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RescheduleDialog</name>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>What is held is held no longer, and what waits for other tasks goes on waiting for them.</source>
        <translation>Was zurückgehalten wird, wird es nicht mehr, und was auf andere Aufgaben wartet, wartet weiter auf sie.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RestartBar</name>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Drain and restart</source>
        <translation>Leeren und neu starten</translation>
    </message>
    <message>
        <source>The broker restarts. Running tasks end first, or go back to their queues.</source>
        <translation>Der Broker startet neu. Laufende Aufgaben enden vorher oder gehen zurück in ihre Warteschlangen.</translation>
    </message>
    <message>
        <source>1 change needs a broker restart</source>
        <translation>1 Änderung braucht einen Neustart des Brokers</translation>
    </message>
    <message>
        <source>%1 changes need a broker restart</source>
        <translation>%1 Änderungen brauchen einen Neustart des Brokers</translation>
    </message>
    <message>
        <source>%1 – no task is running</source>
        <translation>%1 – keine Aufgabe läuft</translation>
    </message>
    <message>
        <source>%1 – 1 task is running</source>
        <translation>%1 – 1 Aufgabe läuft</translation>
    </message>
    <message>
        <source>%1 – %2 tasks are running</source>
        <translation>%1 – %2 Aufgaben laufen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RowProblemModel</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>conduit::ui::RunBar</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Enqueued so far</source>
        <translation>Bisher eingereiht</translation>
    </message>
    <message>
        <source>Show how the file is enqueued</source>
        <translation>Zeigen, wie die Datei eingereiht wird</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>Diese Zeile ausblenden</translation>
    </message>
    <message>
        <source>Hide this line; it goes on all the same</source>
        <translation>Diese Zeile ausblenden; es geht trotzdem weiter</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SampleModel</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SavedFilterMenu</name>
    <message>
        <source>It is larger than 1 MiB.</source>
        <translation>Sie ist größer als 1 MiB.</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Diesen Filter speichern …</translation>
    </message>
    <message>
        <source>Nothing is filtered.</source>
        <translation>Es wird nichts gefiltert.</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Nobody has saved a filter.</source>
        <translation>Niemand hat einen Filter gespeichert.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>Diesen Filter speichern</translation>
    </message>
    <message>
        <source>Name, for the filter with its columns and their order:</source>
        <translation>Name, für den Filter mit seinen Spalten und seiner Reihenfolge:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Import filters</source>
        <translation>Filter importieren</translation>
    </message>
    <message>
        <source>Export filters</source>
        <translation>Filter exportieren</translation>
    </message>
    <message>
        <source>Filters (*.json)</source>
        <translation>Filter (*.json)</translation>
    </message>
    <message>
        <source>%1 was not imported. %2</source>
        <translation>%1 wurde nicht importiert. %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln filter(s) imported</source>
        <translation>
            <numerusform>%Ln Filter importiert</numerusform>
            <numerusform>%Ln Filter importiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln filter(s) exported to %1</source>
        <translation>
            <numerusform>%Ln Filter nach %1 exportiert</numerusform>
            <numerusform>%Ln Filter nach %1 exportiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The filters were not exported. %1</source>
        <translation>Die Filter wurden nicht exportiert. %1</translation>
    </message>
    <message>
        <source>Filter %1 removed</source>
        <translation>Filter %1 entfernt</translation>
    </message>
    <message>
        <source>Not undone: the saved filters have changed since.</source>
        <translation>Nicht rückgängig gemacht: Die gespeicherten Filter haben sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>This console gives the broker no name, so no task is known to be yours.</source>
        <translation>Diese Konsole nennt dem Broker keinen Namen, daher ist von keiner Aufgabe bekannt, dass sie von Ihnen ist.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SchemaActs</name>
    <message>
        <source>it has more than 256 KiB</source>
        <translation>sie hat mehr als 256 KiB</translation>
    </message>
    <message>
        <source>New type…</source>
        <translation>Neuer Typ …</translation>
    </message>
    <message>
        <source>Edit schema…</source>
        <translation>Schema bearbeiten …</translation>
    </message>
    <message>
        <source>Import schema…</source>
        <translation>Schema importieren …</translation>
    </message>
    <message>
        <source>Export schema…</source>
        <translation>Schema exportieren …</translation>
    </message>
    <message>
        <source>Copy curl that registers the schema</source>
        <translation>curl kopieren, das das Schema anmeldet</translation>
    </message>
    <message>
        <source>Choose a type that has a schema on the Types page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Typen einen Typ, der ein Schema hat.</translation>
    </message>
    <message>
        <source>Import a schema</source>
        <translation>Ein Schema importieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Export the schema</source>
        <translation>Das Schema exportieren</translation>
    </message>
    <message>
        <source>The file was not imported: %1.</source>
        <translation>Die Datei wurde nicht importiert: %1.</translation>
    </message>
    <message>
        <source>The schema was not exported: %1.</source>
        <translation>Das Schema wurde nicht exportiert: %1.</translation>
    </message>
    <message>
        <source>Exported the schema to %1</source>
        <translation>Schema nach %1 exportiert</translation>
    </message>
    <message>
        <source>There is a type of this name already: edit that one, or choose another name.</source>
        <translation>Es gibt schon einen Typ dieses Namens: Bearbeiten Sie diesen, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Changed meanwhile</source>
        <translation>Inzwischen geändert</translation>
    </message>
    <message>
        <source>Somebody else has changed the schema of %1 meanwhile.</source>
        <translation>Jemand anderes hat das Schema von %1 inzwischen geändert.</translation>
    </message>
    <message>
        <source>A worker that starts does that, too. What you typed stays in the editor until you choose.</source>
        <translation>Das tut auch ein Worker, der startet. Was Sie eingegeben haben, bleibt im Editor, bis Sie sich entscheiden.</translation>
    </message>
    <message>
        <source>Replace it with mine</source>
        <translation>Durch meines ersetzen</translation>
    </message>
    <message>
        <source>Show me theirs</source>
        <translation>Die neuen zeigen</translation>
    </message>
    <message>
        <source>Changed the schema of %1</source>
        <translation>Schema von %1 geändert</translation>
    </message>
    <message>
        <source>Made type %1</source>
        <translation>Typ %1 angelegt</translation>
    </message>
    <message>
        <source>Not undone: somebody has changed the schema of %1 since.</source>
        <translation>Nicht rückgängig gemacht: Jemand hat das Schema von %1 seither geändert.</translation>
    </message>
    <message>
        <source>The schema of %1 is as it was</source>
        <translation>Das Schema von %1 ist wie zuvor</translation>
    </message>
    <message>
        <source>Deleted type %1</source>
        <translation>Typ %1 gelöscht</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SchemaCheck</name>
    <message>
        <source>A payload cannot be read: %1</source>
        <translation>Nutzdaten sind nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SchemaDraft</name>
    <message>
        <source>Name the type.</source>
        <translation>Geben Sie dem Typ einen Namen.</translation>
    </message>
    <message>
        <source>The name of a type has at most 200 characters.</source>
        <translation>Der Name eines Typs hat höchstens 200 Zeichen.</translation>
    </message>
    <message>
        <source>The name of a type has no control characters.</source>
        <translation>Der Name eines Typs hat keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>Name field %1.</source>
        <translation>Geben Sie Feld %1 einen Namen.</translation>
    </message>
    <message>
        <source>The name of a field has at most 200 characters.</source>
        <translation>Der Name eines Felds hat höchstens 200 Zeichen.</translation>
    </message>
    <message>
        <source>There are two fields with the name %1.</source>
        <translation>Zwei Felder haben den Namen %1.</translation>
    </message>
    <message>
        <source>The example of %1 is no JSON: %2.</source>
        <translation>Das Beispiel von %1 ist kein JSON: %2.</translation>
    </message>
    <message>
        <source>The example of %1: %2</source>
        <translation>Das Beispiel von %1: %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Example (JSON)</source>
        <translation>Beispiel (JSON)</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SchemaEditor</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Check the newest tasks against it</source>
        <translation>An den neuesten Aufgaben prüfen</translation>
    </message>
    <message>
        <source>Make the type</source>
        <translation>Typ anlegen</translation>
    </message>
    <message>
        <source>Save schema</source>
        <translation>Schema speichern</translation>
    </message>
    <message>
        <source>New type</source>
        <translation>Neuer Typ</translation>
    </message>
    <message>
        <source>Edit schema</source>
        <translation>Schema bearbeiten</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Add field</source>
        <translation>Feld hinzufügen</translation>
    </message>
    <message>
        <source>Remove field</source>
        <translation>Feld entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Schema as JSON</source>
        <translation>Schema als JSON</translation>
    </message>
    <message>
        <source>Whether the payloads of the newest 1,000 tasks of this type fit</source>
        <translation>Ob die Nutzdaten der neuesten 1.000 Aufgaben dieses Typs passen</translation>
    </message>
    <message>
        <source>it has more than 256 KiB</source>
        <translation>sie hat mehr als 256 KiB</translation>
    </message>
    <message>
        <source>The JSON is no schema: %1.</source>
        <translation>Das JSON ist kein Schema: %1.</translation>
    </message>
    <message>
        <source>Without a field any payload fits.</source>
        <translation>Ohne ein Feld passen alle Nutzdaten.</translation>
    </message>
    <message>
        <source>Members that no field names are allowed. What waits already is not checked again.</source>
        <translation>Elemente, die kein Feld nennt, sind erlaubt. Was schon wartet, wird nicht erneut geprüft.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>%1 looked at…</source>
        <translation>%1 geprüft …</translation>
    </message>
    <message>
        <source>There are no tasks of this type.</source>
        <translation>Es gibt keine Aufgaben dieses Typs.</translation>
    </message>
    <message>
        <source>All of the newest %1 fit.</source>
        <translation>Alle der neuesten %1 passen.</translation>
    </message>
    <message>
        <source>%1 of the newest %2 do not fit. The latest: %3</source>
        <translation>%1 der neuesten %2 passen nicht. Die letzte: %3</translation>
    </message>
    <message>
        <source>It is being saved.</source>
        <translation>Es wird gerade gespeichert.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SearchBar</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SelectionBar</name>
    <message>
        <source>Clear</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Select nothing (Esc)</source>
        <translation>Nichts auswählen (Esc)</translation>
    </message>
</context>
<context>
    <name>conduit::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Die Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen von Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect at once; in a window that is at work, after that.</source>
        <translation>Wirkt sofort; in einem Fenster, in dem noch etwas läuft, danach.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>Wirkt sofort.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation>Tabellenzeilen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
    <message>
        <source>Takes effect with the next window.</source>
        <translation>Wirkt mit dem nächsten Fenster.</translation>
    </message>
    <message>
        <source>The one that was open last</source>
        <translation>Die zuletzt geöffnete</translation>
    </message>
    <message>
        <source>Colours of states</source>
        <translation>Farben der Zustände</translation>
    </message>
    <message>
        <source>Takes effect at once. Each state has a shape of its own, too.</source>
        <translation>Wirkt sofort. Jeder Zustand hat auch seine eigene Form.</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Blue and orange, for the colour-blind</source>
        <translation>Blau und Orange, für Farbenblinde</translation>
    </message>
    <message>
        <source>This program cannot be started by the desktop.</source>
        <translation>Dieses Programm kann nicht vom Desktop gestartet werden.</translation>
    </message>
    <message>
        <source>Start Conduit at login</source>
        <translation>Conduit bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>With the settings that it was started with now; in the tray, where the desktop has one.</source>
        <translation>Mit den Einstellungen, mit denen es jetzt gestartet wurde; im Infobereich, wo der Desktop einen hat.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Each action of the menus can have other keys. They hold at once, in all windows.</source>
        <translation>Jede Aktion der Menüs kann andere Tasten bekommen. Sie gelten sofort, in allen Fenstern.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel …</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Takes effect at once. The names stay as tips.</source>
        <translation>Wirkt sofort. Die Namen bleiben als Hinweise.</translation>
    </message>
    <message>
        <source>Words beside the icons</source>
        <translation>Wörter neben den Symbolen</translation>
    </message>
    <message>
        <source>Icons alone</source>
        <translation>Nur Symbole</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Größe der Schrift</translation>
    </message>
    <message>
        <source>%1 % of the desktop&apos;s</source>
        <translation>%1 % der Größe des Desktops</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ShortcutSheet</name>
    <message>
        <source>%1: %2, in the menu %3</source>
        <translation>%1: %2, im Menü %3</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Die Tastenkürzel durchsuchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Use these keys</source>
        <translation>Diese Tasten nehmen</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Press new keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>keine Tasten</translation>
    </message>
    <message>
        <source>%1, chosen by you: %2, in the menu %3</source>
        <translation>%1, von Ihnen gewählt: %2, im Menü %3</translation>
    </message>
    <message>
        <source>All keys are as the console comes.</source>
        <translation>Alle Tasten sind so, wie die Konsole kommt.</translation>
    </message>
    <message>
        <source>Choose an action to change its keys.</source>
        <translation>Wählen Sie eine Aktion, um ihre Tasten zu ändern.</translation>
    </message>
    <message>
        <source>Use them here instead</source>
        <translation>Stattdessen hier nehmen</translation>
    </message>
    <message>
        <source>New keys take the place of all that the action has, at once and in all windows.</source>
        <translation>Neue Tasten ersetzen alle, die die Aktion hat, sofort und in allen Fenstern.</translation>
    </message>
    <message>
        <source>%1 stands for “%2” now.</source>
        <translation>%1 steht jetzt für „%2“.</translation>
    </message>
    <message>
        <source>%1 is free.</source>
        <translation>%1 ist frei.</translation>
    </message>
    <message>
        <source>Choose an action first.</source>
        <translation>Wählen Sie zuerst eine Aktion.</translation>
    </message>
    <message>
        <source>It has no keys.</source>
        <translation>Sie hat keine Tasten.</translation>
    </message>
    <message>
        <source>Its keys are as the console comes.</source>
        <translation>Ihre Tasten sind so, wie die Konsole kommt.</translation>
    </message>
    <message>
        <source>Press new keys first.</source>
        <translation>Drücken Sie zuerst neue Tasten.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::StartOption</name>
    <message>
        <source>When it runs</source>
        <translation>Wann sie läuft</translation>
    </message>
    <message>
        <source>now</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source>at</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>Unit of the delay</source>
        <translation>Einheit der Verzögerung</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
    <message>
        <source>Time at which it runs</source>
        <translation>Zeitpunkt, zu dem sie läuft</translation>
    </message>
    <message>
        <source>14:30 or 2026-12-24 14:30</source>
        <translation>14:30 oder 2026-12-24 14:30</translation>
    </message>
    <message>
        <source>in %1 %2</source>
        <translation>in %1 %2</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>am %1</translation>
    </message>
    <message>
        <source>This time is over, so it runs at once.</source>
        <translation>Dieser Zeitpunkt ist vorbei, sie läuft also sofort.</translation>
    </message>
    <message>
        <source>It runs %1.</source>
        <translation>Sie läuft %1.</translation>
    </message>
    <message>
        <source>Say at which time it is to run.</source>
        <translation>Geben Sie an, wann sie laufen soll.</translation>
    </message>
    <message>
        <source>The time at which it is to run cannot be read: %1</source>
        <translation>Der Zeitpunkt, zu dem sie laufen soll, ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>It runs at %1 %2.</source>
        <translation>Sie läuft um %1 %2.</translation>
    </message>
    <message>
        <source>It runs on %1 %2.</source>
        <translation>Sie läuft am %1 %2.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::StateChips</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>conduit::ui::StatusLine</name>
    <message>
        <source>&lt; 10 ms</source>
        <translation>&lt; 10 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Broker&apos;s address</source>
        <translation>Adresse des Brokers</translation>
    </message>
    <message>
        <source>Copy the broker&apos;s address</source>
        <translation>Die Adresse des Brokers kopieren</translation>
    </message>
    <message>
        <source>No tasks</source>
        <translation>Keine Aufgaben</translation>
    </message>
    <message>
        <source>Broker %1</source>
        <translation>Broker %1</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>Clocks differ by %1</source>
        <translation>Uhren weichen um %1 ab</translation>
    </message>
    <message>
        <source>Ages follow the broker&apos;s clock.</source>
        <translation>Altersangaben folgen der Uhr des Brokers.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::StubActs</name>
    <message>
        <source>Copy stub</source>
        <translation>Gerüst kopieren</translation>
    </message>
    <message>
        <source>A program to begin with: it enqueues tasks of this type, and handles them</source>
        <translation>Ein Programm für den Anfang: Es reiht Aufgaben dieses Typs ein und bearbeitet sie</translation>
    </message>
    <message>
        <source>Copy stub in %1</source>
        <translation>Gerüst in %1 kopieren</translation>
    </message>
    <message>
        <source>Copied a stub in %1 for %2.</source>
        <translation>Gerüst in %1 für %2 kopiert.</translation>
    </message>
    <message>
        <source>This console cannot write any.</source>
        <translation>Diese Konsole kann keines schreiben.</translation>
    </message>
    <message>
        <source>Choose a type on the Types page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Typen einen Typ.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TagsDialog</name>
    <message>
        <source>Tags to add</source>
        <translation>Zu ergänzende Tags</translation>
    </message>
    <message>
        <source>Tags to remove</source>
        <translation>Zu entfernende Tags</translation>
    </message>
    <message>
        <source>Type a tag to add, or one to remove.</source>
        <translation>Geben Sie ein Tag zum Ergänzen oder eines zum Entfernen ein.</translation>
    </message>
    <message>
        <source>At most 16 tags can be added, and 16 removed, at once.</source>
        <translation>Auf einmal lassen sich höchstens 16 Tags ergänzen und 16 entfernen.</translation>
    </message>
    <message>
        <source>A tag has at most 64 characters.</source>
        <translation>Ein Tag hat höchstens 64 Zeichen.</translation>
    </message>
    <message>
        <source>A tag has no control characters.</source>
        <translation>Ein Tag hat keine Steuerzeichen.</translation>
    </message>
    <message>
        <source>%1 is to be added and removed: take it out of one of the two.</source>
        <translation>%1 soll ergänzt und entfernt werden: Nehmen Sie es aus einem der beiden Felder.</translation>
    </message>
    <message>
        <source>A task has at most 16 tags; one that would have more stays as it is.</source>
        <translation>Eine Aufgabe hat höchstens 16 Tags; eine, die mehr hätte, bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>a, b, c</source>
        <translation>a, b, c</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskActs</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>%1; the others are %2 (%3)</source>
        <translation>%1; die übrigen: %2 (%3)</translation>
    </message>
    <message>
        <source>Choose states, a type or a queue first.</source>
        <translation>Wählen Sie zuerst Zustände, einen Typ oder eine Warteschlange.</translation>
    </message>
    <message>
        <source>It cannot be done to tasks in these states.</source>
        <translation>Bei Aufgaben in diesen Zuständen geht das nicht.</translation>
    </message>
    <message>
        <source>Choose a task first.</source>
        <translation>Wählen Sie zuerst eine Aufgabe.</translation>
    </message>
    <message>
        <source>The task was deleted.</source>
        <translation>Die Aufgabe wurde gelöscht.</translation>
    </message>
    <message>
        <source>It cannot be done to a task that is %1.</source>
        <translation>Bei einer Aufgabe in diesem Zustand geht das nicht: %1.</translation>
    </message>
    <message>
        <source>Cancel or delete</source>
        <translation>Abbrechen oder löschen</translation>
    </message>
    <message>
        <source>Cancel or delete…</source>
        <translation>Abbrechen oder löschen …</translation>
    </message>
    <message>
        <source>What runs can be cancelled, with Ctrl+Shift+X, but not deleted.</source>
        <translation>Was läuft, kann mit Strg+Umschalt+X abgebrochen, aber nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>%1 all that are listed</source>
        <translation>%1: alle aufgelisteten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskChangeActs</name>
    <message>
        <source>The others stay as they are: %1.</source>
        <translation>Die übrigen bleiben, wie sie sind: %1.</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>Aufgabe %1</translation>
    </message>
    <message>
        <source>They are the tasks that are selected.</source>
        <translation>Es sind die ausgewählten Aufgaben.</translation>
    </message>
    <message>
        <source>All that match %1. Those that run or have ended stay as they are.</source>
        <translation>Alle, die zu %1 passen. Laufende und beendete bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>All that match %1, except %2. Those that run or have ended stay as they are.</source>
        <translation>Alle, die zu %1 passen, außer %2. Laufende und beendete bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1; the others are %2</source>
        <translation>%1; die übrigen: %2</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskChoices</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Typen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>All queues</source>
        <translation>Alle Warteschlangen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskColumns</name>
    <message>
        <source>Columns as at first</source>
        <translation>Spalten wie am Anfang</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskDetailsPanel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No task selected</source>
        <translation>Keine Aufgabe ausgewählt</translation>
    </message>
    <message>
        <source>Select a task to see its payload, result and attempts.</source>
        <translation>Wählen Sie eine Aufgabe, um ihre Nutzdaten, ihr Ergebnis und ihre Versuche zu sehen.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy payload</source>
        <translation>Nutzdaten kopieren</translation>
    </message>
    <message>
        <source>Copy result</source>
        <translation>Ergebnis kopieren</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copy curl that shows it</source>
        <translation>curl kopieren, das sie zeigt</translation>
    </message>
    <message>
        <source>Copy as Python</source>
        <translation>Als Python kopieren</translation>
    </message>
    <message>
        <source>Copy as TypeScript</source>
        <translation>Als TypeScript kopieren</translation>
    </message>
    <message>
        <source>Copy as Rust</source>
        <translation>Als Rust kopieren</translation>
    </message>
    <message>
        <source>Copy as C++</source>
        <translation>Als C++ kopieren</translation>
    </message>
    <message>
        <source>Enqueue a copy…</source>
        <translation>Kopie einreihen …</translation>
    </message>
    <message>
        <source>Previous task</source>
        <translation>Vorige Aufgabe</translation>
    </message>
    <message>
        <source>Next task</source>
        <translation>Nächste Aufgabe</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Task ID</source>
        <translation>ID der Aufgabe</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Close details (Ctrl+I)</source>
        <translation>Einzelheiten schließen (Strg+I)</translation>
    </message>
    <message>
        <source>Do something with this task</source>
        <translation>Etwas mit dieser Aufgabe tun</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy parts of this task</source>
        <translation>Teile dieser Aufgabe kopieren</translation>
    </message>
    <message>
        <source>This task was deleted</source>
        <translation>Diese Aufgabe wurde gelöscht</translation>
    </message>
    <message>
        <source>The task has no result yet.</source>
        <translation>Die Aufgabe hat noch kein Ergebnis.</translation>
    </message>
    <message>
        <source>The task failed and has no output. Its error stands in the summary.</source>
        <translation>Die Aufgabe ist fehlgeschlagen und hat keine Ausgabe. Ihr Fehler steht im Überblick.</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>Noch kein Ergebnis.</translation>
    </message>
    <message>
        <source>There is no such task</source>
        <translation>Diese Aufgabe gibt es nicht</translation>
    </message>
    <message>
        <source>This task could not be loaded</source>
        <translation>Diese Aufgabe konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Choose a task first.</source>
        <translation>Wählen Sie zuerst eine Aufgabe.</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>The rest of this task is being read.</source>
        <translation>Der Rest dieser Aufgabe wird gelesen.</translation>
    </message>
    <message>
        <source>Open in window</source>
        <translation>In Fenster öffnen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskExports</name>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Aufgaben</translation>
    </message>
    <message>
        <source>All that match %1</source>
        <translation>Alle, die zu %1 passen</translation>
    </message>
    <message>
        <source>All that match, except %1</source>
        <translation>Alle, die passen, außer %1</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Export tasks</source>
        <translation>Aufgaben exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) exported to %1</source>
        <translation>
            <numerusform>%Ln Aufgabe nach %1 exportiert</numerusform>
            <numerusform>%Ln Aufgaben nach %1 exportiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskFacets</name>
    <message>
        <source>What the tasks can be narrowed to</source>
        <translation>Worauf sich die Aufgaben eingrenzen lassen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskFilterBar</name>
    <message>
        <source>Filter the tasks</source>
        <translation>Die Aufgaben filtern</translation>
    </message>
    <message>
        <source>Filter the tasks (Ctrl+F). Down offers what can stand here.</source>
        <translation>Die Aufgaben filtern (Strg+F). Die Pfeiltaste nach unten bietet an, was hier stehen kann.</translation>
    </message>
    <message>
        <source>Press Return to search: this looks into every task.</source>
        <translation>Drücken Sie zum Suchen die Eingabetaste: Dabei wird in jede Aufgabe gesehen.</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>The filter before</source>
        <translation>Der vorige Filter</translation>
    </message>
    <message>
        <source>The filter after</source>
        <translation>Der nächste Filter</translation>
    </message>
    <message>
        <source>No filter came before this one.</source>
        <translation>Vor diesem kam kein Filter.</translation>
    </message>
    <message>
        <source>No filter came after this one.</source>
        <translation>Nach diesem kam kein Filter.</translation>
    </message>
    <message>
        <source>Dates are those of the zone %1.</source>
        <translation>Datumsangaben gelten in der Zeitzone %1.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskListActions</name>
    <message>
        <source>Go to time…</source>
        <translation>Gehe zur Zeit …</translation>
    </message>
    <message>
        <source>To the beginning of the list</source>
        <translation>Zum Anfang der Liste</translation>
    </message>
    <message>
        <source>To the end of the list</source>
        <translation>Zum Ende der Liste</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Peek at the details</source>
        <translation>Kurz in die Einzelheiten sehen</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Copy IDs</source>
        <translation>IDs kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>Nichts ist ausgewählt.</translation>
    </message>
    <message>
        <source>All that match are selected, and not all of them are here. Select rows to copy their IDs.</source>
        <translation>Alle passenden sind ausgewählt, und nicht alle davon sind hier. Wählen Sie Zeilen aus, um deren IDs zu kopieren.</translation>
    </message>
    <message>
        <source>It is about the list of tasks: open Tasks first.</source>
        <translation>Es geht um die Liste der Aufgaben: Öffnen Sie zuerst die Aufgaben.</translation>
    </message>
    <message>
        <source>ID copied</source>
        <translation>ID kopiert</translation>
    </message>
    <message>
        <source>%1 IDs copied</source>
        <translation>%1 IDs kopiert</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskListPane</name>
    <message>
        <source>Sort by Created first: the times are those at which tasks were made.</source>
        <translation>Sortieren Sie zuerst nach „Erstellt“: Die Zeiten sind die, zu denen Aufgaben entstanden.</translation>
    </message>
    <message>
        <source>A filter that looks into payload, result or meta lists tasks in the order of creation. Take that term out to sort.</source>
        <translation>Ein Filter, der in Nutzdaten, Ergebnis oder Meta sieht, listet Aufgaben in der Reihenfolge ihrer Erstellung. Entfernen Sie diesen Teil, um zu sortieren.</translation>
    </message>
    <message>
        <source>All tasks that match %1</source>
        <translation>Alle Aufgaben, die passen zu %1</translation>
    </message>
    <message>
        <source>%1, except %2</source>
        <translation>%1, außer %2</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Select all that match</source>
        <translation>Alle passenden auswählen</translation>
    </message>
    <message>
        <source>Restore the selection</source>
        <translation>Auswahl wiederherstellen</translation>
    </message>
    <message>
        <source>Restore %1 selected</source>
        <translation>%1 wieder auswählen</translation>
    </message>
    <message>
        <source>Searching…  ·  found: %1</source>
        <translation>Suche läuft…  ·  gefunden: %1</translation>
    </message>
    <message>
        <source>Searched back to %1  ·  found: %2</source>
        <translation>Gesucht zurück bis %1  ·  gefunden: %2</translation>
    </message>
    <message>
        <source>Searched up to %1  ·  found: %2</source>
        <translation>Gesucht bis %1  ·  gefunden: %2</translation>
    </message>
    <message>
        <source>Search older</source>
        <translation>Ältere durchsuchen</translation>
    </message>
    <message>
        <source>Search newer</source>
        <translation>Neuere durchsuchen</translation>
    </message>
    <message>
        <source>Tasks: %1</source>
        <translation>Aufgaben: %1</translation>
    </message>
    <message>
        <source>Tasks read: %1</source>
        <translation>Gelesene Aufgaben: %1</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>sorted by %1</source>
        <translation>sortiert nach %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>not live</source>
        <translation>nicht live</translation>
    </message>
    <message>
        <source>This filter cannot be read</source>
        <translation>Dieser Filter kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>What is wrong with it stands above.</source>
        <translation>Was daran falsch ist, steht oben.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Nothing yet; tasks are looked through one by one.</source>
        <translation>Noch nichts; die Aufgaben werden einzeln durchgesehen.</translation>
    </message>
    <message>
        <source>Nothing so far. Searched back to %1.</source>
        <translation>Bisher nichts. Gesucht zurück bis %1.</translation>
    </message>
    <message>
        <source>Nothing so far. Searched up to %1.</source>
        <translation>Bisher nichts. Gesucht bis %1.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>Bisher nichts gefunden</translation>
    </message>
    <message>
        <source>Searched back to %1; older tasks have not been looked at.</source>
        <translation>Gesucht zurück bis %1; ältere Aufgaben wurden nicht angesehen.</translation>
    </message>
    <message>
        <source>Searched up to %1; newer tasks have not been looked at.</source>
        <translation>Gesucht bis %1; neuere Aufgaben wurden nicht angesehen.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>No task matches</source>
        <translation>Keine Aufgabe passt</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln task(s) in all.</source>
        <translation>
            <numerusform>Insgesamt gibt es %Ln Aufgabe.</numerusform>
            <numerusform>Insgesamt gibt es %Ln Aufgaben.</numerusform>
        </translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation>Noch keine Aufgaben</translation>
    </message>
    <message>
        <source>Tasks appear here as soon as somebody enqueues one: with the form, with curl, or with an SDK.</source>
        <translation>Aufgaben erscheinen hier, sobald jemand eine einreiht: mit dem Formular, mit curl oder mit einem SDK.</translation>
    </message>
    <message>
        <source>Enqueue a task</source>
        <translation>Eine Aufgabe einreihen</translation>
    </message>
    <message>
        <source>%1 newer · show them (Home)</source>
        <translation>%1 neuere · zeigen (Pos1)</translation>
    </message>
    <message>
        <source>The broker is not available</source>
        <translation>Der Broker ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The list appears by itself as soon as it is.</source>
        <translation>Sobald er es wieder ist, erscheint die Liste von selbst.</translation>
    </message>
    <message>
        <source>slow, as there is no index</source>
        <translation>langsam, denn es gibt keinen Index</translation>
    </message>
    <message>
        <source>not live, as the broker is away</source>
        <translation>nicht live, da der Broker nicht erreichbar ist</translation>
    </message>
    <message>
        <source>All tasks of the broker cannot be selected at once. Filter first, for example by a state or a type.</source>
        <translation>Alle Aufgaben des Brokers lassen sich nicht auf einmal auswählen. Filtern Sie zuerst, etwa nach einem Zustand oder einem Typ.</translation>
    </message>
    <message>
        <source>All %1 tasks that match %2</source>
        <translation>Alle %1 Aufgaben, die passen zu %2</translation>
    </message>
    <message>
        <source>Select all %1 that match</source>
        <translation>Alle %1 passenden auswählen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskLogView</name>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Least level</source>
        <translation>Niedrigste Stufe</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Info and above</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Ab Warnung</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>All attempts</source>
        <translation>Alle Versuche</translation>
    </message>
    <message>
        <source>Save the shown lines</source>
        <translation>Die gezeigten Zeilen speichern</translation>
    </message>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Its attempts have written nothing.</source>
        <translation>Ihre Versuche haben nichts geschrieben.</translation>
    </message>
    <message>
        <source>No line of this level.</source>
        <translation>Keine Zeile dieser Stufe.</translation>
    </message>
    <message>
        <source>It is long: the broker keeps the first lines and the newest.</source>
        <translation>Es ist lang: Der Broker behält die ersten Zeilen und die neuesten.</translation>
    </message>
    <message>
        <source>Text (*.log *.txt)</source>
        <translation>Text (*.log *.txt)</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Not loaded: %1</source>
        <translation>Nicht geladen: %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskPanes</name>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Show facets</source>
        <translation>Facetten zeigen</translation>
    </message>
    <message>
        <source>The facets need more room: make the window wider, or hide the details.</source>
        <translation>Die Facetten brauchen mehr Platz: Machen Sie das Fenster breiter oder blenden Sie die Einzelheiten aus.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskSummary</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Lease until</source>
        <translation>Lease bis</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Back-off</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Tried for</source>
        <translation>Versucht für</translation>
    </message>
    <message>
        <source>Begin by</source>
        <translation>Beginn bis</translation>
    </message>
    <message>
        <source>Unique key</source>
        <translation>Eindeutiger Schlüssel</translation>
    </message>
    <message>
        <source>Serial key</source>
        <translation>Serieller Schlüssel</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Copied from</source>
        <translation>Kopiert von</translation>
    </message>
    <message>
        <source>Enqueued by</source>
        <translation>Eingereiht von</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskTableView</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskTargets</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskWindow</name>
    <message>
        <source>The broker does not answer. What you see is as of %1.</source>
        <translation>Der Broker antwortet nicht. Was Sie sehen, ist von %1.</translation>
    </message>
    <message>
        <source>The broker does not answer.</source>
        <translation>Der Broker antwortet nicht.</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>Aufgabe %1</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TaskWindowModel</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Schlange</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>%1 (left)</source>
        <translation>%1 (gegangen)</translation>
    </message>
    <message>
        <source>Deleted: it lies in the trash, and goes from this list with the next refresh (F5).</source>
        <translation>Gelöscht: Die Aufgabe liegt im Papierkorb und verlässt diese Liste mit der nächsten Aktualisierung (F5).</translation>
    </message>
    <message>
        <source>Now %1: no longer matches the filter and goes with the next refresh (F5).</source>
        <translation>Jetzt %1: Die Aufgabe passt nicht mehr zum Filter und geht mit der nächsten Aktualisierung (F5).</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Sorting by this is slow: the broker has no index for it.</source>
        <translation>Danach zu sortieren ist langsam: Der Broker hat dafür keinen Index.</translation>
    </message>
    <message>
        <source>%1, slow to sort by</source>
        <translation>%1, danach zu sortieren ist langsam</translation>
    </message>
    <message>
        <source>Enqueued by</source>
        <translation>Eingereiht von</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TasksHead</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Clear filter: tag %1</source>
        <translation>Filter löschen: Tag %1</translation>
    </message>
    <message>
        <source>All listed</source>
        <translation>Alle gelisteten</translation>
    </message>
    <message>
        <source>Do something to all tasks that fit the filters</source>
        <translation>Etwas mit allen Aufgaben tun, die zu den Filtern passen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TemplateBar</name>
    <message>
        <source>Save as template</source>
        <translation>Als Vorlage speichern</translation>
    </message>
    <message>
        <source>Name of the template; one with the same name is replaced:</source>
        <translation>Name der Vorlage; eine mit demselben Namen wird ersetzt:</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Fill in from %1</source>
        <translation>Aus %1 einsetzen</translation>
    </message>
    <message>
        <source>Fill in payload and options from the template %1</source>
        <translation>Nutzdaten und Optionen aus der Vorlage %1 einsetzen</translation>
    </message>
    <message>
        <source>Delete this template</source>
        <translation>Diese Vorlage löschen</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Einsetzen</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TimeButton</name>
    <message>
        <source>Times are shown as: %1</source>
        <translation>Zeiten werden angezeigt als: %1</translation>
    </message>
    <message>
        <source>How times are shown in tables. Click to choose another way.</source>
        <translation>Wie Zeiten in Tabellen stehen. Klicken Sie, um es anders zu wählen.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TimeRail</name>
    <message>
        <source>Tasks over time</source>
        <translation>Aufgaben im Lauf der Zeit</translation>
    </message>
    <message>
        <source>The arrow keys go through the times, and Return goes to one.</source>
        <translation>Die Pfeiltasten gehen durch die Zeiten, und die Eingabetaste geht zu einer.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1, tasks: %2</source>
        <translation>%1, Aufgaben: %2</translation>
    </message>
    <message>
        <source>The list shows %1 to %2.</source>
        <translation>Die Liste zeigt %1 bis %2.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TimeSeriesWidget</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>%1, chart</source>
        <translation>%1, Diagramm</translation>
    </message>
    <message>
        <source>%1, values</source>
        <translation>%1, Werte</translation>
    </message>
    <message>
        <source>Show %1 as a table</source>
        <translation>%1 als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Show %1 as a chart</source>
        <translation>%1 als Diagramm zeigen</translation>
    </message>
    <message>
        <source>+ %1</source>
        <translation>+ %1</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Copy as image</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Chart copied</source>
        <translation>Diagramm kopiert</translation>
    </message>
    <message>
        <source>Values copied</source>
        <translation>Werte kopiert</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TimeSettings</name>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Times in tables</source>
        <translation>Zeiten in Tabellen</translation>
    </message>
    <message>
        <source>Takes effect at once. Ages become dates after a day.</source>
        <translation>Wirkt sofort. Nach einem Tag steht statt des Alters das Datum.</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>As ages, such as 4 min ago</source>
        <translation>Als Alter, etwa: vor 4 min</translation>
    </message>
    <message>
        <source>In this machine&apos;s zone</source>
        <translation>In der Zone dieses Rechners</translation>
    </message>
    <message>
        <source>In UTC</source>
        <translation>In UTC</translation>
    </message>
    <message>
        <source>In the zone below</source>
        <translation>In der Zone unten</translation>
    </message>
    <message>
        <source>As the language writes them</source>
        <translation>Wie in der Sprache üblich</translation>
    </message>
    <message>
        <source>Now it is %1 (%2).</source>
        <translation>Jetzt ist es %1 (%2).</translation>
    </message>
    <message>
        <source>Zone %1</source>
        <translation>Zone %1</translation>
    </message>
    <message>
        <source>Times are shown in it once it is chosen.</source>
        <translation>Sobald sie gewählt ist, stehen die Zeiten in ihr.</translation>
    </message>
    <message>
        <source>How long ago</source>
        <translation>Wie alt</translation>
    </message>
    <message>
        <source>Times of day</source>
        <translation>Uhrzeiten</translation>
    </message>
    <message>
        <source>ISO 8601: 2026-11-25</source>
        <translation>ISO 8601: 2026-11-25</translation>
    </message>
    <message>
        <source>24 hours: 14:03:07</source>
        <translation>24 Stunden: 14:03:07</translation>
    </message>
    <message>
        <source>12 hours: 2:03:07 PM</source>
        <translation>12 Stunden: 2:03:07 PM</translation>
    </message>
    <message>
        <source>Takes effect at once. In filters and forms times are typed with 24 hours.</source>
        <translation>Wirkt sofort. In Filtern und Formularen werden Zeiten mit 24 Stunden getippt.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TimelineView</name>
    <message>
        <source>Timeline of the attempts</source>
        <translation>Zeitachse der Versuche</translation>
    </message>
</context>
<context>
    <name>conduit::ui::Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ToldModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>Kann rückgängig gemacht werden</translation>
    </message>
</context>
<context>
    <name>conduit::ui::ToolStrip</name>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TrashModel</name>
    <message>
        <source>Deleted %1: task of type %2, %3</source>
        <translation>Gelöscht %1: Aufgabe vom Typ %2, %3</translation>
    </message>
    <message>
        <source>Was</source>
        <translation>War</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Can be restored for</source>
        <translation>Wiederherstellbar noch</translation>
    </message>
    <message>
        <source>The broker&apos;s record does not tell any more.</source>
        <translation>Das Protokoll des Brokers sagt nicht mehr.</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TrashPage</name>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Deleted tasks</source>
        <translation>Gelöschte Aufgaben</translation>
    </message>
    <message>
        <source>Choose a task first.</source>
        <translation>Wählen Sie zuerst eine Aufgabe.</translation>
    </message>
    <message>
        <source>The trash is empty</source>
        <translation>Der Papierkorb ist leer</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>Endgültig löschen …</translation>
    </message>
    <message>
        <source>Empty the trash…</source>
        <translation>Papierkorb leeren …</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>Der Papierkorb ist leer.</translation>
    </message>
    <message>
        <source>Restore (%1)</source>
        <translation>Wiederherstellen (%1)</translation>
    </message>
    <message>
        <source>Delete for good (%1)…</source>
        <translation>Endgültig löschen (%1) …</translation>
    </message>
    <message>
        <source>Filter the deleted tasks</source>
        <translation>Gelöschte Aufgaben filtern</translation>
    </message>
    <message>
        <source>Filter the deleted tasks. Down offers what can stand here.</source>
        <translation>Gelöschte Aufgaben filtern. Die Pfeiltaste nach unten bietet an, was hier stehen kann.</translation>
    </message>
    <message>
        <source>Delete all found for good…</source>
        <translation>Alle gefundenen endgültig löschen …</translation>
    </message>
    <message>
        <source>No deleted task fits the filter.</source>
        <translation>Keine gelöschte Aufgabe passt zum Filter.</translation>
    </message>
    <message>
        <source>Found so far: %1. Scroll down for more.</source>
        <translation>Bisher gefunden: %1. Weiter unten kommen mehr.</translation>
    </message>
    <message>
        <source>Found: %1.</source>
        <translation>Gefunden: %1.</translation>
    </message>
    <message>
        <source>The %1 newest made of %2 deleted tasks. Scroll down for more.</source>
        <translation>Die %1 zuletzt angelegten von %2 gelöschten Aufgaben. Weiter unten kommen mehr.</translation>
    </message>
    <message>
        <source>Deleted tasks: %1.</source>
        <translation>Gelöschte Aufgaben: %1.</translation>
    </message>
    <message>
        <source>Deleted tasks stay here for a while, and can be restored.</source>
        <translation>Gelöschte Aufgaben bleiben eine Weile hier und lassen sich wiederherstellen.</translation>
    </message>
    <message>
        <source>After %1 they go for good.</source>
        <translation>Nach %1 sind sie endgültig weg.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TraySettings</name>
    <message>
        <source>Tasks that die</source>
        <translation>Aufgaben, die scheitern</translation>
    </message>
    <message>
        <source>Local workers that crash again and again</source>
        <translation>Lokale Worker, die immer wieder abstürzen</translation>
    </message>
    <message>
        <source>A broker that stops answering</source>
        <translation>Ein Broker, der nicht mehr antwortet</translation>
    </message>
    <message>
        <source>Operations on many tasks that take over 10 seconds</source>
        <translation>Vorgänge, die länger als 10 s dauern</translation>
    </message>
    <message>
        <source>Tray and notices</source>
        <translation>Infobereich und Meldungen</translation>
    </message>
    <message>
        <source>This desktop has no tray. GNOME shows one with the extension AppIndicator.</source>
        <translation>Dieser Desktop hat keinen Infobereich. GNOME zeigt einen mit der Erweiterung AppIndicator.</translation>
    </message>
    <message>
        <source>Show Conduit in the tray</source>
        <translation>Conduit im Infobereich zeigen</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>Wirkt sofort.</translation>
    </message>
    <message>
        <source>The tray tells about these, at most once a minute each:</source>
        <translation>Gemeldet wird dies, jedes höchstens einmal pro Minute:</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Nothing is told from</source>
        <translation>Nichts wird gemeldet von</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Takes effect at once. The icon shows also then that something needs attention.</source>
        <translation>Wirkt sofort. Das Symbol zeigt auch dann, dass etwas zu beachten ist.</translation>
    </message>
    <message>
        <source>When the last window closes</source>
        <translation>Wenn das letzte Fenster schließt</translation>
    </message>
    <message>
        <source>Takes effect at once. Quit always ends the broker.</source>
        <translation>Wirkt sofort. „Beenden“ beendet den Broker immer.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Keep the broker running</source>
        <translation>Broker weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Stop the broker and quit</source>
        <translation>Broker stoppen und beenden</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TypeChooser</name>
    <message>
        <source>Find or name a type</source>
        <translation>Typ suchen oder nennen</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Use this name</source>
        <translation>Diesen Namen verwenden</translation>
    </message>
    <message>
        <source>Enqueue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Use %1 as type</source>
        <translation>%1 als Typ verwenden</translation>
    </message>
    <message>
        <source>Enqueue a task of type %1, which has no schema</source>
        <translation>Eine Aufgabe vom Typ %1 einreihen, der kein Schema hat</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TypeModel</name>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Erforderlich</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>In 24 h</source>
        <translation>In 24 h</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>no schema</source>
        <translation>kein Schema</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>this hour</source>
        <translation>diese Stunde</translation>
    </message>
    <message>
        <source>There are tasks of this type, but nobody has registered a schema: any payload fits.</source>
        <translation>Es gibt Aufgaben dieses Typs, aber niemand hat ein Schema angemeldet: Alle Nutzdaten passen.</translation>
    </message>
    <message>
        <source>No worker that is there now handles this type: its tasks wait.</source>
        <translation>Kein Worker, der jetzt da ist, bearbeitet diesen Typ: Seine Aufgaben warten.</translation>
    </message>
    <message>
        <source>Workers that handle this type now</source>
        <translation>Worker, die diesen Typ jetzt bearbeiten</translation>
    </message>
    <message>
        <source>Tasks enqueued in the last 24 hours</source>
        <translation>In den letzten 24 Stunden eingereihte Aufgaben</translation>
    </message>
    <message>
        <source>Attempts of the last 24 hours that ended well</source>
        <translation>Versuche der letzten 24 Stunden, die gut ausgingen</translation>
    </message>
    <message>
        <source>Half of the attempts of the last 24 hours were done within this time</source>
        <translation>Die Hälfte der Versuche der letzten 24 Stunden war in dieser Zeit fertig</translation>
    </message>
    <message>
        <source>95 % of the attempts of the last 24 hours were done within this time</source>
        <translation>95 % der Versuche der letzten 24 Stunden waren in dieser Zeit fertig</translation>
    </message>
    <message>
        <source>When one was enqueued or started last, to the hour; a dash when that is more than 24 hours ago</source>
        <translation>Wann zuletzt eine eingereiht oder begonnen wurde, auf die Stunde; ein Strich, wenn das mehr als 24 Stunden her ist</translation>
    </message>
</context>
<context>
    <name>conduit::ui::TypesPage</name>
    <message>
        <source>Find a type</source>
        <translation>Typ suchen</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Enqueue this type…</source>
        <translation>Diesen Typ einreihen …</translation>
    </message>
    <message>
        <source>Copy curl that shows the schema</source>
        <translation>curl kopieren, das das Schema zeigt</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Enqueue this…</source>
        <translation>Diesen einreihen …</translation>
    </message>
    <message>
        <source>Open the form for this type (Ctrl+Shift+T)</source>
        <translation>Das Formular für diesen Typ öffnen (Strg+Umschalt+T)</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>A shell command that shows this schema (Ctrl+Shift+S)</source>
        <translation>Ein Shell-Befehl, der dieses Schema zeigt (Strg+Umschalt+S)</translation>
    </message>
    <message>
        <source>Not loaded yet.</source>
        <translation>Noch nicht geladen.</translation>
    </message>
    <message>
        <source>Choose a type on the Types page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Typen einen Typ.</translation>
    </message>
    <message>
        <source>No types yet</source>
        <translation>Noch keine Typen</translation>
    </message>
    <message>
        <source>A worker registers the schemas of its handlers when it starts.</source>
        <translation>Ein Worker registriert die Schemas seiner Handler, wenn er startet.</translation>
    </message>
    <message>
        <source>Go to the workers</source>
        <translation>Zu den Workern</translation>
    </message>
    <message>
        <source>Delete type…</source>
        <translation>Typ löschen …</translation>
    </message>
    <message>
        <source>No task has this type.</source>
        <translation>Keine Aufgabe hat diesen Typ.</translation>
    </message>
    <message numerus="yes">
        <source>Its %Ln task(s) stay.</source>
        <translation>
            <numerusform>Seine %Ln Aufgabe bleibt.</numerusform>
            <numerusform>Seine %Ln Aufgaben bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its schema and its defaults are forgotten, which cannot be undone: from then on any payload fits. A worker that handles the type registers the schema again when it starts.</source>
        <translation>Sein Schema und seine Vorgaben werden vergessen; das lässt sich nicht rückgängig machen: Von da an passen alle Nutzdaten. Ein Worker, der den Typ bearbeitet, meldet das Schema bei seinem Start wieder an.</translation>
    </message>
    <message>
        <source>Delete type</source>
        <translation>Typ löschen</translation>
    </message>
    <message>
        <source>Delete type %1?</source>
        <translation>Typ %1 löschen?</translation>
    </message>
    <message>
        <source>Delete type %1</source>
        <translation>Typ %1 löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Deleted type %1</source>
        <translation>Typ %1 gelöscht</translation>
    </message>
    <message>
        <source>Its tasks stay.</source>
        <translation>Seine Aufgaben bleiben.</translation>
    </message>
    <message>
        <source>Enqueue its sample…</source>
        <translation>Beispiel einreihen …</translation>
    </message>
    <message>
        <source>Edit defaults of the type…</source>
        <translation>Vorgaben des Typs bearbeiten …</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Sample payload</source>
        <translation>Beispiel der Nutzdaten</translation>
    </message>
    <message>
        <source>No schema is registered: any payload fits.</source>
        <translation>Es ist kein Schema angemeldet: Alle Nutzdaten passen.</translation>
    </message>
    <message>
        <source>This type has no schema.</source>
        <translation>Dieser Typ hat kein Schema.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::VariableTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>geheim</translation>
    </message>
</context>
<context>
    <name>conduit::ui::WallDisplay</name>
    <message>
        <source>Wall display</source>
        <translation>Wandanzeige</translation>
    </message>
</context>
<context>
    <name>conduit::ui::WindowPages</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Enqueue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Enqueue…</source>
        <translation>Einreihen …</translation>
    </message>
    <message>
        <source>Enqueued %1  ·  %2</source>
        <translation>%1 eingereiht  ·  %2</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message numerus="yes">
        <source>Enqueued %Ln task(s)</source>
        <translation>
            <numerusform>%Ln Aufgabe eingereiht</numerusform>
            <numerusform>%Ln Aufgaben eingereiht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) are dead.</source>
        <translation>
            <numerusform>%Ln Aufgabe ist gescheitert.</numerusform>
            <numerusform>%Ln Aufgaben sind gescheitert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln local worker(s) keep dying.</source>
        <translation>
            <numerusform>%Ln lokaler Worker stürzt immer wieder ab.</numerusform>
            <numerusform>%Ln lokale Worker stürzen immer wieder ab.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>conduit::ui::WorkerActs</name>
    <message>
        <source>Show its tasks</source>
        <translation>Ihre Aufgaben zeigen</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Auslaufen lassen</translation>
    </message>
    <message>
        <source>Ask to stop…</source>
        <translation>Um Ende bitten …</translation>
    </message>
    <message>
        <source>Choose one of the other workers on the Workers page first.</source>
        <translation>Wählen Sie zuerst auf der Seite Worker einen der anderen Worker.</translation>
    </message>
    <message>
        <source>It takes no more tasks already, until its process ends.</source>
        <translation>Er nimmt bereits keine Aufgaben mehr, bis sein Prozess endet.</translation>
    </message>
    <message>
        <source>%1 takes no more tasks, and finishes what it has.</source>
        <translation>%1 nimmt keine Aufgaben mehr und beendet, was er hat.</translation>
    </message>
    <message>
        <source>Stop a worker</source>
        <translation>Einen Worker anhalten</translation>
    </message>
    <message>
        <source>Ask %1 to stop?</source>
        <translation>%1 um sein Ende bitten?</translation>
    </message>
    <message>
        <source>It takes no more tasks, finishes what it can, gives back the rest so that others can take it, and ends. It hears of this with its next heartbeat. It cannot be started again from here.</source>
        <translation>Er nimmt keine Aufgaben mehr, beendet, was er kann, gibt den Rest zurück, sodass andere ihn nehmen können, und endet. Er erfährt davon mit seinem nächsten Herzschlag. Von hier aus kann er nicht wieder gestartet werden.</translation>
    </message>
    <message>
        <source>Ask %1 to stop</source>
        <translation>%1 um sein Ende bitten</translation>
    </message>
    <message>
        <source>Let it work</source>
        <translation>Arbeiten lassen</translation>
    </message>
    <message>
        <source>%1 is asked to stop.</source>
        <translation>%1 ist um sein Ende gebeten.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>It is alive. A worker can be forgotten once nothing was heard of it for 90 seconds.</source>
        <translation>Er lebt. Ein Worker kann vergessen werden, sobald 90 Sekunden lang nichts von ihm zu hören war.</translation>
    </message>
    <message>
        <source>%1 is forgotten, until it is heard of again.</source>
        <translation>%1 ist vergessen, bis wieder etwas von ihm zu hören ist.</translation>
    </message>
</context>
<context>
    <name>conduit::ui::WorkerLogPanel</name>
    <message>
        <source>Saved to %1</source>
        <translation>Gespeichert in %1</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Filter: error|warn</source>
        <translation>Filter: error|warn</translation>
    </message>
    <message>
        <source>Show only lines that match this pattern</source>
        <translation>Nur Zeilen zeigen, die zu diesem Muster passen</translation>
    </message>
    <message>
        <source>± </source>
        <translation>± </translation>
    </message>
    <message>
        <source>Lines around each match</source>
        <translation>Zeilen um jeden Treffer</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>Umbruch</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Save what is shown…</source>
        <translation>Gezeigtes speichern …</translation>
    </message>
    <message>
        <source>Save what is shown</source>
        <translation>Gezeigtes speichern</translation>
    </message>
    <message>
        <source>Save all of it…</source>
        <translation>Alles speichern …</translation>
    </message>
    <message>
        <source>Save all of it</source>
        <translation>Alles speichern</translation>
    </message>
    <message>
        <source>Copy the file&apos;s path</source>
        <translation>Pfad der Datei kopieren</translation>
    </message>
    <message>
        <source>Clear the view</source>
        <translation>Ansicht leeren</translation>
    </message>
    <message>
        <source>No line matches.</source>
        <translation>Keine Zeile passt.</translation>
    </message>
    <message>
        <source>The pattern cannot be read: %1</source>
        <translation>Das Muster kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Matches: %1</source>
        <translation>Treffer: %1</translation>
    </message>
    <message>
        <source>Text (*.log *.txt)</source>
        <translation>Text (*.log *.txt)</translation>
    </message>
    <message>
        <source> lines around</source>
        <translation> Zeilen ringsum</translation>
    </message>
    <message>
        <source>Matches only</source>
        <translation>Nur Treffer</translation>
    </message>
    <message>
        <source>All output</source>
        <translation>Alle Ausgaben</translation>
    </message>
    <message>
        <source>Show what was written to</source>
        <translation>Zeigen, was geschrieben wurde nach</translation>
    </message>
    <message>
        <source>Go to the match before</source>
        <translation>Zum Treffer davor</translation>
    </message>
    <message>
        <source>Go to the next match</source>
        <translation>Zum nächsten Treffer</translation>
    </message>
    <message>
        <source>this is the log itself</source>
        <translation>das ist das Protokoll selbst</translation>
    </message>
</context>
<context>
    <name>conduit::ui::WorkerModel</name>
    <message>
        <source>any</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>%1 (draining)</source>
        <translation>%1 (leert sich)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Attempts that ended well</source>
        <translation>Versuche, die gut endeten</translation>
    </message>
    <message>
        <source>Attempts that ended badly, of all that ended well or badly</source>
        <translation>Versuche, die schlecht endeten, von allen, die gut oder schlecht endeten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Failed %</source>
        <translation>Fehler %</translation>
    </message>
    <message>
        <source>Attempts that ended well: %1. Those that ended badly, with an error, by a timeout, or because nothing was heard of the worker: %2. The broker has counted since %3.</source>
        <translation>Versuche, die gut endeten: %1. Versuche, die schlecht endeten, mit einem Fehler, wegen des Zeitlimits oder weil vom Worker nichts zu hören war: %2. Der Broker zählt seit %3.</translation>
    </message>
    <message>
        <source>How far its clock is off, compared with the broker&apos;s</source>
        <translation>Wie weit seine Uhr von der des Brokers abweicht</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>It does not tell the broker what time it is.</source>
        <translation>Er sagt dem Broker nicht, wie spät es bei ihm ist.</translation>
    </message>
    <message>
        <source>It agrees with the broker&apos;s to two seconds.</source>
        <translation>Sie stimmt mit der des Brokers auf zwei Sekunden überein.</translation>
    </message>
    <message>
        <source>Compared with the broker&apos;s it is about %1. The times in its own log are off by as much, and so is whatever its handlers do with the time.</source>
        <translation>Verglichen mit der des Brokers geht sie etwa %1. Um so viel sind auch die Zeiten in seinem eigenen Log falsch, und was immer seine Handler mit der Zeit tun.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
</context>
<context>
    <name>conduit::ui::WorkersPage</name>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Log von %1</translation>
    </message>
    <message>
        <source>Select a process to see what it writes.</source>
        <translation>Wählen Sie einen Prozess, um zu sehen, was er schreibt.</translation>
    </message>
    <message>
        <source>It has written nothing yet.</source>
        <translation>Er hat noch nichts geschrieben.</translation>
    </message>
</context>
<context>
    <name>filters</name>
    <message>
        <source>Failed last hour</source>
        <translation>Letzte Stunde fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>Hängend</translation>
    </message>
    <message>
        <source>Due next 10 min</source>
        <translation>Fällig in 10 min</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>It is no JSON: %1.</source>
        <translation>Sie ist kein JSON: %1.</translation>
    </message>
    <message>
        <source>It holds no saved filters.</source>
        <translation>Sie enthält keine gespeicherten Filter.</translation>
    </message>
    <message>
        <source>Slowest today</source>
        <translation>Heute am langsamsten</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
</context>
<context>
    <name>locator</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>There is nothing to do it to just now.</source>
        <translation>Gerade gibt es nichts, woran das getan werden könnte.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The broker is away or does not work; see the message above the page.</source>
        <translation>Der Broker ist nicht erreichbar oder arbeitet nicht; siehe die Meldung über der Seite.</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>not a picture that can be previewed here</source>
        <translation>kein Bild, von dem es hier eine Vorschau gibt</translation>
    </message>
    <message>
        <source>too large to preview</source>
        <translation>zu groß für eine Vorschau</translation>
    </message>
</context>
<context>
    <name>times</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>The broker&apos;s clock is %1 ahead of this machine&apos;s.</source>
        <translation>Die Uhr des Brokers geht gegenüber der dieses Rechners um %1 vor.</translation>
    </message>
    <message>
        <source>The broker&apos;s clock is %1 behind this machine&apos;s.</source>
        <translation>Die Uhr des Brokers geht gegenüber der dieses Rechners um %1 nach.</translation>
    </message>
    <message>
        <source>in %1, on %2 %3</source>
        <translation>in %1, am %2 %3</translation>
    </message>
    <message>
        <source>14:30 is the next time that it is so, 2026-12-24 14:30 a time of the zone in which times are shown, 2026-12-24T14:30Z one of UTC, and +2h two hours from now.</source>
        <translation>14:30 ist das nächste Mal, dass es so spät ist, 2026-12-24 14:30 ein Zeitpunkt der Zone, in der Zeiten angezeigt werden, 2026-12-24T14:30Z einer in UTC, und +2h in zwei Stunden.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Another task of its serial key goes first.</source>
        <translation>Eine andere Aufgabe ihres Reihenschlüssels ist zuerst dran.</translation>
    </message>
    <message>
        <source>It is held. Run now lets it go.</source>
        <translation>Sie wird zurückgehalten. Jetzt ausführen lässt sie los.</translation>
    </message>
    <message>
        <source>Its time has not come.</source>
        <translation>Ihre Zeit ist noch nicht gekommen.</translation>
    </message>
    <message>
        <source>An attempt failed; it rests before the next one.</source>
        <translation>Ein Versuch ist fehlgeschlagen; sie ruht vor dem nächsten.</translation>
    </message>
    <message>
        <source>The broker hands out no tasks at the moment.</source>
        <translation>Der Broker gibt zurzeit keine Aufgaben aus.</translation>
    </message>
    <message>
        <source>All queues are paused.</source>
        <translation>Alle Warteschlangen sind angehalten.</translation>
    </message>
    <message>
        <source>Its queue is paused.</source>
        <translation>Ihre Warteschlange ist angehalten.</translation>
    </message>
    <message>
        <source>No worker that takes this type from this queue is connected.</source>
        <translation>Kein Worker ist verbunden, der diesen Typ aus dieser Warteschlange nimmt.</translation>
    </message>
    <message>
        <source>All workers that take it are busy; its turn comes.</source>
        <translation>Alle Worker, die sie nehmen, sind beschäftigt; sie kommt an die Reihe.</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>ready</source>
        <comment>in a sentence</comment>
        <translation>bereit</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>running</source>
        <comment>in a sentence</comment>
        <translation>läuft</translation>
    </message>
    <message>
        <source>retrying</source>
        <comment>in a sentence</comment>
        <translation>wird wiederholt</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>scheduled</source>
        <comment>in a sentence</comment>
        <translation>geplant</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>blocked</source>
        <comment>in a sentence</comment>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>completed</source>
        <comment>in a sentence</comment>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>dead</source>
        <comment>in a sentence</comment>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>in a sentence</comment>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Lease lost</source>
        <translation>Lease verloren</translation>
    </message>
    <message>
        <source>Worker died</source>
        <translation>Worker starb</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Snoozed</source>
        <translation>Vertagt</translation>
    </message>
    <message>
        <source>%1, the limit is %2</source>
        <translation>%1, erlaubt sind %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, not counted: %2</source>
        <translation>%1, nicht gezählt: %2</translation>
    </message>
    <message>
        <source>%1, task of type %2, queue %3, attempts: %4, created %5</source>
        <translation>%1, Aufgabe vom Typ %2, Warteschlange %3, Versuche: %4, erstellt %5</translation>
    </message>
</context>
</TS>

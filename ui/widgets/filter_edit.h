// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QMap>
#include <QPlainTextEdit>
#include <QTimer>

class QCompleter;
class QStringListModel;

namespace conduit::ui {

class FilterHighlighter;

/// One line of the broker's filter language: coloured, with completion of keys and values, and a fault underlined in its place.
class FilterEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Shows another line; nothing is told.
    void setLine(const QString &line);
    [[nodiscard]] QString line() const { return toPlainText(); }
    /// Values to offer for a key, such as the names of queues.
    void setValues(const QString &key, const QStringList &values) { m_values.insert(key, values); }
    /// Whole keys to offer once `payload.` stands there, such as `payload.width:`: those of the types that the line asks for, else of all.
    void setPaths(const QString &type, const QStringList &paths) { m_paths.insert(type, paths); }
    /// Underlines what the broker could not read, until the line changes.
    void setFault(int position, int length);
    [[nodiscard]] QCompleter *completer() const { return m_completer; }

Q_SIGNALS:
    /// The line is to be shown: a quarter of a second after the last key, or at once by Return.
    void chosen(const QString &line);
    /// The line changed under somebody's hands; `waits`: it takes a Return to be shown, because it looks into every task.
    void edited(bool waits);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void fit();
    void showHint();
    void noteEdit();
    void offer();
    [[nodiscard]] QStringList offeredPaths() const;
    void complete(const QString &candidate);

    FilterHighlighter *m_highlighter;
    QCompleter *m_completer;
    QStringListModel *m_candidates;
    QWidget *m_lens;
    QHash<QString, QStringList> m_values;
    QMap<QString, QStringList> m_paths; ///< By type.
    QTimer m_rest;                      ///< Since the last key.
    QString m_shownLine;
    bool m_isSetting = false;
};

} // namespace conduit::ui

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/exact_text.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace conduit::ui {

class ElidingLabel;
class FindBar;
class ImagePreview;
class JsonHighlighter;
class JsonTree;

/// JSON to read: token for token as it is stored, as a tree, laid out or as one line. The text shows the beginning of a large text until somebody
/// wants all of it; what is copied or saved is always exact.
class JsonView final : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype kHeadBytes = 64 * 1024;
    static constexpr qsizetype kHighlightCharactersMax = 256 * 1024;

    explicit JsonView(const QString &accessibleName, QWidget *parent = nullptr);

    void setJson(const QByteArray &json);
    /// The beginning of a text of `size` bytes, of which the rest comes with setJson(): what is seen then stays as it is.
    void setHead(const QByteArray &head, qint64 size);
    /// Says why there is nothing to see.
    void setNothing(const QString &why);

    /// What is there of it.
    [[nodiscard]] const QByteArray &json() const { return m_json; }
    [[nodiscard]] QString shownText() const;
    [[nodiscard]] QPlainTextEdit *editor() const;
    /// The first picture among the members, once it was found.
    [[nodiscard]] ImagePreview *picture() const { return m_picture; }
    [[nodiscard]] QPushButton *loadAllButton() const { return m_loadAll; }
    [[nodiscard]] QToolButton *treeButton() const { return m_asTree; }
    [[nodiscard]] JsonTree *tree() const { return m_tree; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildPicture();
    [[nodiscard]] bool isWhole() const { return m_json.size() == m_wholeSize; }
    /// The one that was chosen, of the text at hand.
    void showTreeOrText();
    void refresh();
    void showControls();
    void showText(const ExactText::Prepared &text);
    void lookForPicture();
    void save();

    QByteArray m_json;
    qint64 m_wholeSize = 0;   ///< Bytes.
    bool m_showsAll = false;  ///< As soon as all of it is there.
    quint64 m_generation = 0; ///< Of what works in the background.
    ExactText *m_text;
    JsonTree *m_tree;
    QStackedWidget *m_stack;
    FindBar *m_find;
    JsonHighlighter *m_highlighter = nullptr;
    QLabel *m_size;
    QWidget *m_headBar; ///< Says that this is only the beginning.
    QLabel *m_note;
    QPushButton *m_loadAll;
    QPushButton *m_save;
    QToolButton *m_asTree;
    QToolButton *m_indent;
    QToolButton *m_copy;
    QWidget *m_pictureBar;
    ImagePreview *m_picture;
    ElidingLabel *m_pictureText;
};

} // namespace conduit::ui
